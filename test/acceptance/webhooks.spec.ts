import { createHmac } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';
import type { Receiver } from './support/receiver';
import { useReceivers } from './support/receiver';

const servers = serversFor();
const receivers = useReceivers();

const FILM = '/k-pops-2024';
const MORNING = '2024-09-09T08:00:00.000Z';
const WEBHOOKS = '/api/admin/webhooks';

interface Shown {
  readonly status: string;
  readonly reason: string | null;
  readonly delivered: number;
  readonly position: string;
  readonly failing: { readonly attempts: number; readonly said: string; readonly nextAt: string } | null;
}

async function begin(): Promise<{ readonly server: Server; readonly receiver: Receiver }> {
  const server = await servers.start({ now: MORNING });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  return { server, receiver: await receivers.start() };
}

async function register(server: Server, receiver: Receiver, more: object = {}): Promise<string> {
  const answer = await server.post(WEBHOOKS, { url: receiver.url, ...more });
  expect(answer.status).toBe(201);
  const [event] = answer.body['events'] as readonly { readonly id: string }[];
  expect(answer.headers.get('location')).toBe(`${WEBHOOKS}/${event?.id ?? ''}`);
  return event?.id ?? '';
}

const noted = async (server: Server, text: string): Promise<string> =>
  (await enter(server, `${FILM}/notes`, { text })).id;

const shown = async (server: Server, id: string): Promise<Shown> =>
  (await server.get(`${WEBHOOKS}/${id}`)).body as unknown as Shown;

/** Asks until it is so: what the delivery does, nobody is answered. */
async function until(server: Server, id: string, isSo: (shown: Shown) => boolean): Promise<Shown> {
  for (;;) {
    const now = await shown(server, id);
    if (isSo(now)) return now;
  }
}

const ids = (received: readonly { readonly id: string }[]): readonly string[] => received.map(({ id }) => id);

it('tells of every event from its registration on, in order, signed as Standard Webhooks says', async () => {
  const { server, receiver } = await begin();
  const id = await register(server, receiver, { description: 'Accounts.' });
  const note = await noted(server, 'They rose to their feet.');
  const offer = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'US' } });
  const [first, second] = await receiver.arrived(2);
  expect([first?.id, second?.id]).toEqual([note, offer.id]);
  expect(JSON.parse(first?.body ?? '')).toEqual({
    type: 'NoteTaken',
    timestamp: MORNING,
    data: expect.objectContaining({
      eventId: note,
      film: expect.objectContaining({ slug: 'k-pops-2024', title: 'K-Pops!' }) as object,
      sentence: expect.stringContaining('They rose to their feet.') as string,
      occurredAt: { on: MORNING, precision: 'instant' },
      actor: { user: 'agent', role: 'sales agent' },
      entry: expect.objectContaining({ text: 'They rose to their feet.' }) as object,
    }) as object,
  });

  const { secret } = (await server.get(`${WEBHOOKS}/${id}`)).body as { readonly secret: string };
  for (const { body, headers } of receiver.received) {
    const at = headers['webhook-timestamp'] as string;
    expect(Number(at)).toBe(Date.parse(MORNING) / 1000);
    const signed = `${headers['webhook-id'] as string}.${at}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const digest = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${digest}`);
    expect(headers['content-type']).toBe('application/json');
  }
  // The receiver's side of the library reads it, but for the time, which is of another year.
  const stale = () => new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>);
  expect(stale).toThrow(/timestamp/i);

  const list = await server.get(WEBHOOKS);
  expect(list.text).not.toContain(secret);
  await until(server, id, ({ delivered }) => delivered === 2);
  expect(list.body['items']).toMatchObject([{ webhookId: id, url: receiver.url, status: 'active', reason: null }]);
  expect(statSync(join(server.folder, 'webhook.key')).mode & 0o777).toBe(0o600);
});

it('tells only of the types and films that were asked for, or of all there ever was', async () => {
  const { server, receiver } = await begin();
  await enter(server, '', { title: 'CODA', year: 2021, directors: ['Sian Heder'], occurredAt: '2021-01-01' });
  await noted(server, 'Before.');
  const everything = await receivers.start();
  await register(server, receiver, { types: ['OfferMade'], films: ['coda-2021'] });
  await register(server, everything, { fromBeginning: true });
  const offer = { buyer: 'Neon', rights: { territories: 'US' } };
  await enter(server, `${FILM}/offers`, offer);
  await enter(server, '/coda-2021/notes', { text: 'After.' });
  const wanted = await enter(server, '/coda-2021/offers', offer);
  expect(ids(await receiver.arrived(1))).toEqual([wanted.id]);
  const types = (await everything.arrived(6)).map(({ type }) => type);
  expect(types).toEqual(['FilmRegistered', 'FilmRegistered', 'NoteTaken', 'OfferMade', 'NoteTaken', 'OfferMade']);
});

it('posts again, later each time, what is not taken, and nothing else before', async () => {
  const { server, receiver } = await begin();
  receiver.answer(500);
  const id = await register(server, receiver);
  const first = await noted(server, 'First.');
  const second = await noted(server, 'Second.');
  const failing = await until(server, id, ({ failing: now }) => now?.attempts === 1);
  expect(failing.failing).toMatchObject({ said: 'answered 500', nextAt: '2024-09-09T08:00:05.000Z' });
  server.clock.moveTo('2024-09-09T08:00:05.000Z');
  const again = await until(server, id, ({ failing: now }) => now?.attempts === 2);
  expect(again.failing?.nextAt).toBe('2024-09-09T08:00:15.000Z');
  receiver.answer(302);
  server.clock.moveTo('2024-09-09T08:00:15.000Z');
  const elsewhere = await until(server, id, ({ failing: now }) => now?.attempts === 3);
  expect(elsewhere.failing?.said).toContain('https://elsewhere.example/, which is not followed');
  receiver.answer(200);
  server.clock.moveTo('2024-09-09T08:00:35.000Z');
  const received = await receiver.arrived(5);
  expect(ids(received)).toEqual([first, first, first, first, second]);
  expect(new Set(received.slice(0, 4).map(({ body }) => body)).size).toBe(1);
  expect(await until(server, id, ({ delivered }) => delivered === 2)).toMatchObject({
    status: 'active',
    failing: null,
  });
});

it('is disabled, for all to see, when it takes nothing for days, and goes on without a loss when it is resumed', async () => {
  const { server, receiver } = await begin();
  receiver.answer(503);
  const id = await register(server, receiver);
  const missed = [await noted(server, 'First.'), await noted(server, 'Second.')];
  await until(server, id, ({ failing }) => failing?.attempts === 1);
  server.clock.moveTo('2024-09-12T08:00:00.000Z');
  const disabled = await until(server, id, ({ status }) => status === 'disabled');
  expect(disabled.reason).toBe(`${receiver.url} answered 503, tried 2 times since ${MORNING}`);
  missed.push(await noted(server, 'Third.'));
  const audit = await server.get('/api/audit/events?type=WebhookDisabled');
  expect(audit.body['items']).toMatchObject([{ actor: { user: 'webhook delivery', role: 'process' } }]);

  const before = receiver.received.length;
  expect(await server.post(`${WEBHOOKS}/${id}/resume`, {})).toMatchObject({ status: 201 });
  expect(await server.post(`${WEBHOOKS}/${id}/resume`, {})).toMatchObject({ status: 409 });
  // It fails again, and has as much time again.
  await until(server, id, ({ failing }) => failing?.attempts === 1);
  receiver.answer(200);
  server.clock.moveTo('2024-09-12T08:00:05.000Z');
  expect(ids(await receiver.arrived(before + 4)).slice(before + 1)).toEqual(missed);
});

it('is disabled at once when it says that it is gone, and told of nothing when it is removed', async () => {
  const { server, receiver } = await begin();
  receiver.answer(410);
  const id = await register(server, receiver);
  await noted(server, 'First.');
  expect((await until(server, id, ({ status }) => status === 'disabled')).reason).toContain('answered 410, tried once');
  receiver.answer(200);
  expect(await server.post(`${WEBHOOKS}/${id}/remove`, { reason: 'Moved.' })).toMatchObject({ status: 201 });
  expect(await server.get(`${WEBHOOKS}/${id}`)).toMatchObject({ status: 404 });
  expect(await server.post(`${WEBHOOKS}/${id}/resume`, {})).toMatchObject({ status: 404 });
  const another = await receivers.start();
  await register(server, another);
  await noted(server, 'Second.');
  await another.arrived(1);
  expect(receiver.received).toHaveLength(1);
});

it('goes on where it stood after a restart, and tells again what nobody remembers was taken', async () => {
  const begun = await begin();
  const { receiver } = begun;
  let { server } = begun;
  const id = await register(server, receiver);
  const progress = join(server.folder, 'webhooks.json');
  const told = [await noted(server, 'First.')];
  await until(server, id, ({ delivered }) => delivered === 1);

  server = await servers.restart(server, () => copyFileSync(progress, `${progress}.old`));
  told.push(await noted(server, 'Second.'), await noted(server, 'Third.'));
  expect(ids(await receiver.arrived(3))).toEqual(told);
  await until(server, id, ({ delivered }) => delivered === 3);

  // As after a crash right before it was noted that the last two were taken.
  server = await servers.restart(server, () => copyFileSync(`${progress}.old`, progress));
  expect(ids(await receiver.arrived(5)).slice(3)).toEqual(told.slice(1));
  await until(server, id, ({ delivered }) => delivered === 3);

  server = await servers.restart(server, () => writeFileSync(progress, readFileSync(progress).subarray(0, 40)));
  expect(ids(await receiver.arrived(8)).slice(5)).toEqual(told);
  await until(server, id, ({ delivered }) => delivered === 3);
});

it('finds its place again in a log that was moved, and begins again where that place is gone', async () => {
  const begun = await begin();
  const { receiver } = begun;
  let { server } = begun;
  const id = await register(server, receiver, { types: ['NoteTaken'] });
  const progress = join(server.folder, 'webhooks.json');
  const told = [await noted(server, 'First.'), await noted(server, 'Second.')];
  await until(server, id, ({ delivered }) => delivered === 2);
  // What it is not told of is passed, and known to be passed.
  const head = (await enter(server, `${FILM}/interest`, { buyer: 'Neon' })).position;
  await until(server, id, ({ position }) => position === head);

  const change = (from: string, to: string) => () =>
    writeFileSync(progress, readFileSync(progress, 'utf8').replace(from, to));
  server = await servers.restart(server, change(head, 'of another event store'));
  told.push(await noted(server, 'Third.'));
  expect(ids(await receiver.arrived(3))).toEqual(told);
  await until(server, id, ({ delivered }) => delivered === 3);
  server = await servers.restart(server, change(told[2] ?? '', '01900000-0000-7000-8000-0000000000aa'));
  expect(ids(await receiver.arrived(6)).slice(3)).toEqual(told);
});

it('can be tried without recording anything', async () => {
  const { server, receiver } = await begin();
  const id = await register(server, receiver);
  const before = await server.head();
  expect((await server.post(`${WEBHOOKS}/${id}/test`)).body).toEqual({ webhookId: id, taken: true, said: null });
  expect(await receiver.arrived(1)).toMatchObject([{ type: 'Test' }]);
  receiver.answer(401);
  const { body } = await server.post(`${WEBHOOKS}/${id}/test`);
  expect(body).toEqual({ webhookId: id, taken: false, said: 'answered 401' });
  expect(await server.head()).toBe(before);
});

it('says why a webhook cannot be', async () => {
  const { server, receiver } = await begin();
  await register(server, receiver);
  const refused = async (body: object) => {
    const { status, body: problem } = await server.post(WEBHOOKS, body);
    return [status, problem['detail']];
  };
  expect(await refused({ url: receiver.url })).toEqual([
    409,
    expect.stringContaining('told of the same events already'),
  ]);
  expect(await refused({ url: 'example.com' })).toEqual([400, expect.stringContaining('is no address')]);
  expect(await refused({ url: 'http://example.com/' })).toEqual([
    400,
    expect.stringContaining('must begin with https://'),
  ]);
  expect(await refused({ url: 'https://a:b@example.com/' })).toEqual([400, expect.stringContaining('a password')]);
  expect(await refused({ url: `https://example.com/${'x'.repeat(2_000)}` })).toEqual([
    400,
    expect.stringContaining('longer than 2000'),
  ]);
  expect(await refused({ url: 'https://example.com/', films: ['parasite-2019'] })).toEqual([
    404,
    expect.stringContaining('no film "parasite-2019"'),
  ]);
  expect(await refused({ url: 'https://example.com/', types: ['WebhookRemoved'] })).toEqual([
    400,
    expect.stringContaining('types'),
  ]);
  const path = `${WEBHOOKS}/01900000-0000-7000-8000-0000000000aa`;
  expect(await server.get(path)).toMatchObject({ status: 404, body: { type: '/problems/webhook-not-found' } });
});
