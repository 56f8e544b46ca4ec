import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const BOSS = { 'x-ovation-user': 'head of sales', 'x-ovation-role': 'executive' };
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACED = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };

type Row = Readonly<Record<string, unknown>>;

const found = async (server: Server, query: string): Promise<readonly Row[]> => {
  const { status, body } = await server.get(`/api/audit/events?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body['items'] as readonly Row[];
};

const typesOf = async (server: Server, query: string): Promise<readonly unknown[]> =>
  (await found(server, query)).map(({ type }) => type);

/** An offer below take that was approved and accepted, another that lapsed, and a screening that was told late and wrong. */
async function recorded() {
  const server = await servers.start({ now: '2024-09-09T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const benelux = { territories: 'Benelux' };
  const take = { minor: 200_000_000, currency: 'USD' };
  await enter(server, `${FILM}/estimates`, { estimates: [{ rights: benelux, take }] });
  const terms = { guarantee: { minor: 150_000_000, currency: 'USD' } };
  const offer = await enter(server, `${FILM}/offers`, { buyer: 'Märchenfilm', rights: benelux, terms }, TRACED);
  const path = `/api/films${FILM}/offers/${offer.id}`;
  expect((await server.post(`${path}/accept`, {})).status).toBe(409);
  expect((await server.post(`${path}/approve`, { reason: 'Best house for it.' }, BOSS)).status).toBe(201);
  expect((await server.post(`${path}/accept`, {})).status).toBe(201);
  const italy = await enter(server, `${FILM}/offers`, {
    buyer: 'Eagle',
    rights: { territories: 'Italy' },
    expiresAt: '2024-09-10T18:00:00Z',
  });
  server.clock.moveTo('2024-09-20T09:00:00.000Z');
  const source = { kind: 'press', outlet: 'Deadline', address: 'https://deadline.com/k-pops' };
  const screening = await enter(server, `${FILM}/screenings`, {
    venue: 'Roy Thomson Hal',
    occurredAt: '2024-09-07',
    source,
  });
  const correction = await enter(server, `${FILM}/corrections`, {
    corrects: screening.id,
    changes: { venue: 'Roy Thomson Hall' },
  });
  const note = await enter(server, `${FILM}/notes`, { text: '100% sold', occurredAt: '2023' });
  const retraction = await enter(server, `${FILM}/retractions`, { retracts: note.id, reason: 'Another film.' });
  return { server, offer, italy, screening, correction, note, retraction };
}

it('finds what somebody recorded in a role, late, and on whose word', async () => {
  const { server, screening } = await recorded();
  expect(await typesOf(server, 'role=executive')).toEqual(['OfferApproved']);
  expect(await typesOf(server, 'role=clock')).toEqual(['OfferLapsed']);
  expect(await found(server, 'role=executive&user=agent')).toEqual([]);
  // Registered 70 days after it happened; the note may have happened until the end of 2023.
  expect((await found(server, 'late=12')).map(({ type, lateDays }) => [type, lateDays])).toEqual([
    ['FilmRegistered', 70],
    ['FilmScreened', 13],
    ['NoteTaken', 264],
  ]);
  expect(await typesOf(server, 'late=13')).toEqual(['FilmRegistered', 'NoteTaken']);
  expect(await typesOf(server, 'late=0&source=press')).toEqual(['FilmScreened']);
  expect((await server.get(`/api/audit/events/${screening.id}`)).body).toMatchObject({ lateDays: 13, about: null });
});

it('finds what came of one request, and what lapsed by one event', async () => {
  const { server, offer, italy } = await recorded();
  expect(await found(server, `correlation=${TRACE.toUpperCase()}`)).toMatchObject([
    { eventId: offer.id, correlationId: TRACE },
  ]);
  expect(await typesOf(server, `correlation=${italy.id}`)).toEqual(['OfferLapsed']);
  expect(await found(server, `correlation=${'0'.repeat(32)}`)).toEqual([]);
});

it('tells who asked for an approval, who gave it, and of which offer', async () => {
  const { server, offer, italy } = await recorded();
  const rows = await found(server, 'type=ApprovalRequested,OfferApproved,OfferAccepted');
  const about = {
    eventId: offer.id,
    buyer: 'Märchenfilm',
    sentence: expect.stringMatching(/^Märchenfilm offers/) as unknown,
  };
  expect(rows).toMatchObject([
    { type: 'ApprovalRequested', actor: { user: 'agent' }, about },
    { type: 'OfferApproved', actor: { user: 'head of sales', role: 'executive' }, about },
    { type: 'OfferAccepted', actor: { user: 'agent' }, about },
  ]);
  expect(await found(server, 'type=OfferApproved&user=head%20of%20sales')).toHaveLength(1);
  expect(await typesOf(server, `about=${offer.id}`)).toEqual(['OfferMade', ...rows.map(({ type }) => type)]);
  expect(await typesOf(server, `about=${italy.id}`)).toEqual(['OfferMade', 'OfferLapsed']);
  expect(await typesOf(server, `about=${offer.id}&role=executive`)).toEqual(['OfferApproved']);
});

it('finds what was corrected or retracted, and by which event', async () => {
  const { server, screening, correction, note, retraction } = await recorded();
  const corrected = { eventId: screening.id, amendments: [{ kind: 'corrected', by: correction.id }] };
  const retracted = { eventId: note.id, amendments: [{ kind: 'retracted', by: retraction.id }] };
  expect(await found(server, 'amended=corrected')).toMatchObject([corrected]);
  expect(await found(server, 'amended=retracted')).toMatchObject([retracted]);
  expect(await found(server, 'amended=corrected,retracted')).toMatchObject([corrected, retracted]);
  expect(await found(server, 'amended=corrected&type=NoteTaken')).toEqual([]);
  expect(await found(server, `about=${screening.id}`)).toMatchObject([corrected, { about: { eventId: screening.id } }]);
});

it('finds words in what was recorded, without regard to accents and capitals, and signs for what they are', async () => {
  const { server, screening } = await recorded();
  const search = (words: string) => typesOf(server, `search=${encodeURIComponent(words)}`);
  expect(await search('marchenfilm BENELUX')).toEqual(['OfferMade']);
  expect(await search('0% sold')).toEqual(['NoteTaken']);
  expect(await search('deadline.com')).toEqual(['FilmScreened']);
  expect(await search('best house')).toEqual(['OfferApproved']);
  expect(await search('roy_thomson')).toEqual([]);
  expect(await search("'; drop table event_index; --")).toEqual([]);
  expect(await search('thomson hal')).toEqual(['FilmScreened', 'EntryCorrected']);
  expect(await found(server, 'search=thomson&amended=corrected&late=1&role=sales%20agent')).toMatchObject([
    { eventId: screening.id },
  ]);
});

it('pages through what is found by words as through everything', async () => {
  const { server } = await recorded();
  const all = await found(server, 'search=a&direction=descending');
  expect(all.length).toBeGreaterThan(5);
  let cursor = '';
  const paged: Row[] = [];
  do {
    const { body } = await server.get(`/api/audit/events?search=a&direction=descending&limit=2${cursor}`);
    paged.push(...(body['items'] as readonly Row[]));
    cursor = typeof body['next'] === 'string' ? `&cursor=${body['next']}` : '';
  } while (cursor !== '');
  expect(paged).toEqual(all);
});
