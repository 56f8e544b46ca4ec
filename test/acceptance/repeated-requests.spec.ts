import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const K_POPS = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const OFFER = { buyer: 'Neon', rights: { territories: 'Italy' } };

const countEvents = async (server: Server): Promise<number> =>
  ((await server.get('/api/audit/events')).body['items'] as readonly unknown[]).length;

it('gives a repeated request the first answer and records it once', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const key = { 'idempotency-key': 'offer-1' };
  const first = await enter(server, `${FILM}/offers`, OFFER, key);
  server.clock.moveTo('2024-09-07T09:00:00.000Z');
  await enter(server, `${FILM}/notes`, { text: 'Something in between.' });
  const again = await enter(server, `${FILM}/offers`, OFFER, key);
  expect(again.body).toEqual({ ...first.body, repeated: true });
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  expect(await countEvents(server)).toBe(3);
});

it('records one of many that arrive at the same time with the same key', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const key = { 'idempotency-key': 'offer-1' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => enter(server, `${FILM}/offers`, OFFER, key)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.filter(({ body }) => body['repeated'] === false)).toHaveLength(1);
  expect(await countEvents(server)).toBe(2);
});

it('registers one film for a repeated registration', async () => {
  const server = await servers.start();
  const key = { 'idempotency-key': 'film-1' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => enter(server, '', K_POPS, key)));
  expect(new Set(answers.map(({ body }) => body['filmId'])).size).toBe(1);
  expect(await countEvents(server)).toBe(1);
  const twice = await server.post('/api/films', K_POPS);
  expect(twice).toMatchObject({ status: 409, body: { type: '/problems/film-registered' } });
});

it('refuses a key that belongs to another request', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const key = { 'idempotency-key': 'offer-1' };
  await enter(server, `${FILM}/offers`, OFFER, key);
  const head = await server.head();
  const other = await server.post(`/api/films${FILM}/offers`, { ...OFFER, buyer: 'A24' }, key);
  expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
  expect(await server.head()).toBe(head);
});

it('lets one of two go on from the same revision', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const etag = (await server.get(`/api/films${FILM}`)).headers.get('etag') ?? '';
  const answers = await Promise.all(
    ['one', 'other'].map((text) => server.post(`/api/films${FILM}/notes`, { text }, { 'if-match': etag })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  const fresh = (await server.get(`/api/films${FILM}`)).headers.get('etag');
  expect(fresh).toBe('"1"');
});

it('answers that nothing has changed', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const { headers } = await server.get(`/api/films${FILM}`);
  const etag = headers.get('etag') ?? '';
  expect(headers.get('cache-control')).toBe('private, no-cache');
  const same = await server.get(`/api/films${FILM}`, { 'if-none-match': `"99", W/${etag}` });
  expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', etag]);
  await enter(server, `${FILM}/notes`, { text: 'News.' });
  expect((await server.get(`/api/films${FILM}`, { 'if-none-match': etag })).status).toBe(200);
});

it('keeps the trace of a request with what it recorded', async () => {
  const server = await servers.start();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const { id, headers } = await enter(server, '', K_POPS, { traceparent });
  expect(headers.get('x-correlation-id')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  const { body } = await server.get(`/api/audit/events/${id}`);
  expect(body).toMatchObject({
    recorded: {
      type: 'FilmRegistered',
      data: { title: 'K-Pops!' },
      metadata: { correlationId: '4bf92f3577b34da6a3ce929d0e0e4736', user: 'agent', role: 'sales agent' },
    },
  });
});
