import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const MORNING = '2024-09-09T08:00:00.000Z';
const NINE = '2024-09-09T09:00:00.000Z';
const NOON = '2024-09-09T12:00:00.000Z';
const EVENING = '2024-09-09T18:00:00.000Z';

async function begin(): Promise<Server> {
  const server = await servers.start({ now: MORNING });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  return server;
}

const offer = (server: Server, buyer: string, more: object = {}) =>
  enter(server, `${FILM}/offers`, { buyer, rights: { territories: 'US' }, ...more });
const accept = (server: Server, offerId: string, more: object = {}) =>
  server.post(`/api/films${FILM}/offers/${offerId}/accept`, more);

interface Lapsed {
  readonly offerId: string;
  readonly at: string;
  readonly by: { readonly user: string; readonly role: string };
}

/** What the log says that lapsed, in its order. */
async function lapses({ stores }: Server): Promise<readonly Lapsed[]> {
  const found: Lapsed[] = [];
  for await (const { type, data, metadata } of stores.store.readAll()) {
    if (type !== 'OfferLapsed') continue;
    const { offerId, occurredAt } = data as { readonly offerId: string; readonly occurredAt: { readonly on: string } };
    const { user = '', role = '' } = metadata;
    found.push({ offerId, at: occurredAt.on, by: { user, role } });
  }
  return found;
}

/** Waits for events of the log: what the clock records, nobody is answered. */
async function untilLapsed(server: Server, count: number): Promise<readonly Lapsed[]> {
  const end = AbortSignal.timeout(20_000);
  let seen = 0;
  for await (const item of server.stores.store.subscribe({ after: '' as never, signal: end })) {
    if ('type' in item && item.type === 'OfferLapsed') seen += 1;
    if (seen === count) break;
  }
  return lapses(server);
}

const CLOCK = { user: 'offer clock', role: 'clock' };

it('an offer lapses at its time, not before, and once', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  const mubi = await offer(server, 'Mubi', { expiresAt: NOON });
  server.clock.moveTo('2024-09-09T08:59:59.999Z');
  await enter(server, `${FILM}/notes`, { text: 'Nothing has lapsed yet.' });
  expect(await lapses(server)).toEqual([]);
  server.clock.moveTo(NINE);
  expect(await untilLapsed(server, 1)).toEqual([{ offerId: neon.id, at: NINE, by: CLOCK }]);
  server.clock.moveTo(EVENING);
  expect(await untilLapsed(server, 2)).toEqual([
    { offerId: neon.id, at: NINE, by: CLOCK },
    { offerId: mubi.id, at: NOON, by: CLOCK },
  ]);
});

it('lapses also while the server was down, at its time, before anything else is decided there', async () => {
  let server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NOON });
  const mubi = await offer(server, 'Mubi', { expiresAt: NINE });
  server = await servers.restart(server, () => server.clock.moveTo(EVENING));
  const refused = await accept(server, neon.id, { occurredAt: '2024-09-09T08:30:00Z' });
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/offer-is-dead' } });
  const expected = [
    { offerId: mubi.id, at: NINE, by: CLOCK },
    { offerId: neon.id, at: NOON, by: CLOCK },
  ];
  expect(await lapses(server)).toEqual(expected);
  server = await servers.restart(server);
  await enter(server, `${FILM}/notes`, { text: 'Nothing lapses twice.' });
  expect(await lapses(server)).toEqual(expected);
});

it('lapses by itself after a start, on films that nobody touches', async () => {
  let server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  server = await servers.restart(server, () => server.clock.moveTo(NOON));
  expect(await untilLapsed(server, 1)).toEqual([{ offerId: neon.id, at: NINE, by: CLOCK }]);
});

it('a reservation ends at its time, and its rights are free again', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  expect(await accept(server, neon.id, { reservedUntil: NOON })).toMatchObject({ status: 201 });
  server.clock.moveTo('2024-09-09T10:00:00.000Z');
  const mubi = await offer(server, 'Mubi');
  expect(await accept(server, mubi.id)).toMatchObject({ status: 409, body: { type: '/problems/rights-not-free' } });
  server.clock.moveTo(NOON);
  expect(await untilLapsed(server, 1)).toEqual([{ offerId: neon.id, at: NOON, by: CLOCK }]);
  expect(await accept(server, mubi.id)).toMatchObject({ status: 201 });
});

it('what was answered does not lapse', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  await enter(server, `${FILM}/offers/${neon.id}/decline`, {});
  const mubi = await offer(server, 'Mubi', { expiresAt: NINE });
  await accept(server, mubi.id, { reservedUntil: NOON });
  await enter(server, `${FILM}/deals`, { offerId: mubi.id });
  const last = await offer(server, 'A24', { expiresAt: EVENING });
  server.clock.moveTo(EVENING);
  expect(await untilLapsed(server, 1)).toEqual([{ offerId: last.id, at: EVENING, by: CLOCK }]);
});

it('a sooner time wakes the clock, and so does a correction', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: EVENING });
  const mubi = await offer(server, 'Mubi', { expiresAt: NINE });
  await enter(server, `${FILM}/corrections`, { corrects: neon.id, changes: { expiresAt: '2024-09-09T08:30:00.000Z' } });
  server.clock.moveTo(NINE);
  expect(await untilLapsed(server, 2)).toEqual([
    { offerId: neon.id, at: '2024-09-09T08:30:00.000Z', by: CLOCK },
    { offerId: mubi.id, at: NINE, by: CLOCK },
  ]);
});

it('a lapse that was retracted is not recorded again: the answer that was given in time can be', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  server.clock.moveTo(NOON);
  await untilLapsed(server, 1);
  const { items } = (await server.get(`/api/films${FILM}/history`)).body as {
    items: readonly { eventId: string; type: string }[];
  };
  const lapse = items.find(({ type }) => type === 'OfferLapsed');
  const answered = { occurredAt: '2024-09-09T08:30:00Z', reservedUntil: EVENING };
  expect(await accept(server, neon.id, answered)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('retract the entry that it lapsed') as string },
  });
  await enter(server, `${FILM}/retractions`, { retracts: lapse?.eventId, reason: 'A yes by telephone.' });
  expect(await accept(server, neon.id, answered)).toMatchObject({ status: 201 });
  server.clock.moveTo(EVENING);
  expect((await untilLapsed(server, 2)).map(({ at }) => at)).toEqual([NINE, EVENING]);
});

it('tells those who looked before that something lapsed meanwhile', async () => {
  const server = await begin();
  const neon = await offer(server, 'Neon', { expiresAt: NINE });
  server.clock.moveTo(NOON);
  const stale = { 'if-match': `"${neon.revision}"` };
  const answer = await server.post(`/api/films${FILM}/notes`, { text: 'Late.' }, stale);
  expect(answer).toMatchObject({ status: 412 });
  expect(await untilLapsed(server, 1)).toHaveLength(1);
});

it('of an acceptance and the lapse at the same moment one wins, by the clock', async () => {
  for (const [now, status, kinds] of [
    ['2024-09-09T08:59:59.999Z', 201, ['OfferAccepted']],
    [NINE, 409, ['OfferLapsed']],
  ] as const) {
    const server = await begin();
    const { id } = await offer(server, 'Neon', { expiresAt: NINE });
    server.clock.moveTo(now);
    const asked = accept(server, id, { reservedUntil: EVENING });
    const answer = await asked;
    server.clock.moveTo(NOON);
    await enter(server, `${FILM}/notes`, { text: 'Later.' });
    expect(answer.status).toBe(status);
    const types: string[] = [];
    for await (const { type } of server.stores.store.readAll())
      if (type === 'OfferAccepted' || type === 'OfferLapsed') types.push(type);
    expect(types).toEqual(kinds);
  }
});

it('says that it runs', async () => {
  const server = await begin();
  const { status, body } = await server.get('/health/ready');
  expect(status).toBe(200);
  expect(body['processes']).toContainEqual({ process: 'offer clock', status: 'running' });
});
