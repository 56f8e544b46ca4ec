import { viewsOf } from '#acquisition/views';
import type { Server } from '#testing/http';
import { serversFor, enter } from '#testing/http';
import type { Log } from '#subscriptions';

const servers = serversFor();

const namesOfViews = ({ stores }: Server): readonly string[] => viewsOf(stores.store).map(({ name }) => name);

const K_POPS = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };

it('lists views, rebuilds one, and knows those that there are', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const before = (await server.get('/api/slate')).text;
  const views = (await server.get('/api/admin/views')).body['items'] as readonly Record<string, unknown>[];
  expect(views.map(({ view, status, lag }) => [view, status, lag])).toEqual(
    namesOfViews(server).map((name) => [name, 'live', 0]),
  );
  const rebuilt = await server.post('/api/admin/views/slate/rebuild');
  expect(rebuilt).toMatchObject({ status: 200, body: { view: 'slate', status: 'live' } });
  expect((await server.get('/api/slate')).text).toBe(before);
  const unknown = await server.post('/api/admin/views/slates/rebuild');
  expect(unknown).toMatchObject({ status: 404, body: { type: '/problems/view-not-found' } });
});

/** Rates are of no film: their view does not look at one. */
/** `documents` reads only what can name one. */
const viewsOfFilms = (server: Server) =>
  viewsOf(server.stores.store).filter(({ name }) => !['rates', 'documents'].includes(name));

it('lists an event that no view can read as a dead letter, goes on, and can try again', async () => {
  const server = await servers.start();
  const { body } = await enter(server, '', K_POPS);
  const id = '01912a00-0000-7000-8000-000000000001';
  const event = { id, type: 'FilmScreened', data: { venue: 7 }, metadata: {} };
  await server.stores.store.append(`film-${String(body['filmId'])}`, 0n, [event]);
  await server.stores.views?.waitFor(await server.head());
  type Letters = readonly { readonly id: string; readonly view: string; readonly eventId: string }[];
  const letters = async (query = '') => (await server.get(`/api/admin/dead-letters${query}`)).body['items'] as Letters;
  const all = await letters();
  const [found, wanted] = [all.map(({ eventId, view }) => `${view} ${eventId}`), viewsOfFilms(server)];
  expect([...found].sort()).toEqual(wanted.map(({ name }) => `${name} ${id}`).sort());
  expect(await letters('?view=offers')).toEqual(all.filter(({ view }) => view === 'offers'));
  const [letter] = all;
  const retried = await server.post(`/api/admin/dead-letters/${letter?.id ?? ''}/retry`);
  expect(retried).toMatchObject({ status: 200, body: { applied: false, view: letter?.view } });
  const unknown = await server.post('/api/admin/dead-letters/none/retry');
  expect(unknown).toMatchObject({ status: 404, body: { type: '/problems/dead-letter-not-found' } });
  expect((await server.get('/api/slate')).body['items']).toHaveLength(1);
  // The film itself cannot be read any more: that is no fault of whoever asks, and is told as what it is.
  for (const path of ['', '/history']) {
    const unreadable = await server.get(`/api/films/k-pops-2024${path}`);
    expect(unreadable).toMatchObject({ status: 500, body: { type: '/problems/store-damaged' } });
    expect(unreadable.body['detail']).toContain(`FilmScreened ${id}`);
    expect(unreadable.text).not.toMatch(/node_modules|\.[jt]s:\d|\\n +at /);
  }
});

it('is alive, and ready when stores and views are', async () => {
  const server = await servers.start();
  expect((await server.get('/health/live')).body).toEqual({ status: 'live' });
  const ready = await server.get('/health/ready');
  expect(ready).toMatchObject({ status: 200, body: { status: 'ready', problems: [] } });
  expect(ready.body['views']).toMatchObject(namesOfViews(server).map((view) => ({ view, status: 'live' })));
});

it('is not ready where nothing lapses any more', async () => {
  const server = await servers.start();
  await server.stores.offerClock?.stop();
  expect(await server.get('/health/ready')).toMatchObject({
    status: 503,
    body: {
      status: 'not ready',
      problems: ['The offer clock is stopped: see the log'],
      processes: [
        { process: 'offer clock', status: 'stopped' },
        { process: 'webhook delivery', status: 'running' },
        { process: 'ledger', status: 'running' },
        { process: 'signing of checkpoints', status: 'running' },
        { process: 'verification', status: 'running' },
      ],
    },
  });
});

it('serves its pages without anything from elsewhere', async () => {
  const server = await servers.start();
  for (const path of ['/', '/problems', '/problems/rights-not-free', '/api/docs']) {
    const { status, headers, text } = await server.get(path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 200, expect.stringContaining('text/html')]);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
  expect((await server.get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
});

it.each(['gzip', 'br'])('compresses with %s what is worth it', async (encoding) => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const film = await server.get('/api/films/k-pops-2024', { 'accept-encoding': encoding });
  expect([film.headers.get('content-encoding'), film.body['title']]).toEqual([encoding, 'K-Pops!']);
  const small = await server.get('/health/live', { 'accept-encoding': encoding });
  expect(small.headers.get('content-encoding')).toBeNull();
});

it('writes a line for each request, with its correlation id and nothing private', async () => {
  const lines: { readonly fields: object; readonly message: string }[] = [];
  const keep = (fields: object, message: string): void => void lines.push({ fields, message });
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const server = await servers.start({ log });
  const answer = await server.get('/api/slate?search=secret', { authorization: 'Bearer secret' });
  const line = lines.find(({ message }) => message === 'GET /api/slate 200');
  expect(line?.fields).toMatchObject({ correlationId: answer.headers.get('x-correlation-id'), status: 200 });
  expect(JSON.stringify(lines)).not.toContain('secret');
  expect(lines.map(({ message }) => message)).toContain(`Ovation answers at ${server.url}, to this machine only.`);
});
