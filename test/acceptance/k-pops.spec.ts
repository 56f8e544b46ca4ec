import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';

/** Where the film stands, as three queries tell it; they must agree. */
async function stands(server: Server) {
  const [dossier, explained, slate] = await Promise.all([
    server.get(`/api/films${FILM}`),
    server.get(`/api/films${FILM}/explain`),
    server.get('/api/slate'),
  ]);
  const { phase, share } = dossier.body;
  const [film] = slate.body['items'] as readonly Record<string, unknown>[];
  expect(film).toMatchObject({ phase, share });
  expect(explained.body).toMatchObject({ phase, share: { acquired: share } });
  return { phase, rule: explained.body['rule'] };
}

/** A right is a lot and a medium; the United States are one lot of the 49. */
const SHARE_OF_THE_US = 1 / 49;

it('tells the story of K-Pops! step by step, from its registration to its release', async () => {
  const server = await servers.start({ now: '2024-07-01T09:00:00.000Z' });
  const registered = await enter(server, '', {
    title: 'K-Pops!',
    year: 2024,
    directors: ['Anderson .Paak'],
    companies: ['Live Nation Productions', 'Stampede Ventures'],
    occurredAt: '2024-07-01',
  });
  expect(registered.slug).toBe('k-pops-2024');
  expect(registered.headers.get('location')).toBe('/api/films/k-pops-2024');
  expect(await stands(server)).toEqual({ phase: 'registered', rule: 9 });

  server.clock.moveTo('2024-07-23T16:00:00.000Z');
  await enter(server, `${FILM}/selections`, {
    festival: 'Toronto International Film Festival',
    section: 'Special Presentations',
    label: 'Sales Title',
    occurredAt: '2024-07-23',
  });
  expect(await stands(server)).toEqual({ phase: 'selected', rule: 9 });

  server.clock.moveTo('2024-09-08T03:00:00.000Z');
  const screening = await enter(server, `${FILM}/screenings`, {
    festival: 'Toronto International Film Festival',
    venue: 'Princess of Wales Theatre',
    premiere: 'world',
    occurredAt: '2024-09-07',
  });
  await enter(server, `${FILM}/ovations`, { kind: 'standing', intensity: 'ecstatic', occurredAt: '2024-09-07' });
  expect(await stands(server)).toEqual({ phase: 'awaiting acquisition', rule: 8 });

  server.clock.moveTo('2024-09-08T15:00:00.000Z');
  const offer = await enter(server, `${FILM}/offers`, {
    buyer: 'Aura Entertainment',
    rights: { territories: 'US', media: 'all rights' },
    terms: { guarantee: { minor: 150_000_000, currency: 'USD' } },
    occurredAt: '2024-09-08',
  });
  expect(offer.headers.get('location')).toBe(`/api/films/k-pops-2024/offers/${offer.id}`);
  expect((await server.get(offer.headers.get('location') ?? '')).body).toMatchObject({ isOpen: true, status: 'live' });
  expect(await stands(server)).toEqual({ phase: 'offers in', rule: 7 });

  server.clock.moveTo('2024-09-09T15:00:00.000Z');
  await enter(server, `${FILM}/offers/${offer.id}/counter`, {
    terms: { guarantee: { minor: 225_000_000, currency: 'USD' } },
  });
  expect(await stands(server)).toEqual({ phase: 'in negotiation', rule: 6 });

  server.clock.moveTo('2025-06-14T15:00:00.000Z');
  await enter(server, `${FILM}/offers/${offer.id}/raise`, {
    terms: { guarantee: { minor: 200_000_000, currency: 'USD' } },
  });
  await enter(server, `${FILM}/offers/${offer.id}/accept`, { reservedUntil: '2025-06-20T00:00:00Z' });
  expect(await stands(server)).toEqual({ phase: 'reserved', rule: 5 });

  server.clock.moveTo('2025-06-16T18:00:00.000Z');
  const deal = await enter(server, `${FILM}/deals`, {
    offerId: offer.id,
    occurredAt: '2025-06-16',
    occurredPrecision: 'week',
    source: { kind: 'press', outlet: 'The Hollywood Reporter' },
  });
  expect(deal.headers.get('location')).toBe(`/api/films/k-pops-2024/deals/${deal.id}`);
  expect((await server.get(deal.headers.get('location') ?? '')).body).toMatchObject({
    buyer: 'Aura Entertainment',
    status: 'committed',
    headline: [{ currency: 'USD', minMinor: 200_000_000, maxMinor: 200_000_000, unknown: 0 }],
  });
  expect(await stands(server)).toEqual({ phase: 'partly acquired', rule: 4 });
  const { share } = (await server.get(`/api/films${FILM}`)).body;
  expect(share).toBeCloseTo(SHARE_OF_THE_US, 4);

  server.clock.moveTo('2026-02-28T09:00:00.000Z');
  const release = await enter(server, `${FILM}/releases`, {
    distributor: 'Aura Entertainment',
    rights: { territories: 'US', media: 'theatrical' },
    occurredAt: '2026-02-27',
  });
  expect(await stands(server)).toEqual({ phase: 'released', rule: 2 });

  const explained = (await server.get(`/api/films${FILM}/explain`)).body;
  expect(explained['events']).toMatchObject([
    { eventId: deal.id, sentence: 'Aura Entertainment acquires the film for US, all rights, USD 2,000,000' },
    { eventId: release.id, sentence: 'Released by Aura Entertainment for US, theatrical' },
  ]);
  expect(explained['mandate']).toEqual({
    eventIds: [],
    isAssumed: true,
    words: 'No mandate is recorded, so it is taken to be worldwide, all rights.',
  });

  const history = (await server.get(`/api/films${FILM}/history`)).body['items'] as readonly Record<string, unknown>[];
  expect(history.map(({ type }) => type)).toEqual([
    'FilmRegistered',
    'FilmSelected',
    'FilmScreened',
    'OvationReceived',
    'OfferMade',
    'OfferCountered',
    'OfferRaised',
    'OfferAccepted',
    'FilmAcquired',
    'FilmReleased',
  ]);
  expect(history.find(({ eventId }) => eventId === screening.id)).toMatchObject({
    sentence: 'Screened: Toronto International Film Festival, Princess of Wales Theatre, world premiere',
    occurredInWords: '7 September 2024',
    recordedAt: '2024-09-08T03:00:00.000Z',
    actor: { user: 'agent', role: 'sales agent' },
    source: { kind: 'witnessed', by: 'agent' },
    standing: 'as recorded',
  });
});

it('lets a reservation run out by time alone, on the slate, in the dossier and in the summary', async () => {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  await enter(server, `${FILM}/screenings`, { occurredAt: '2024-09-06' });
  const offer = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'Italy' } });
  await enter(server, `${FILM}/offers/${offer.id}/accept`, { reservedUntil: '2024-09-10T12:00:00Z' });
  const before = await server.get(`/api/films${FILM}`);
  expect(before.body).toMatchObject({ phase: 'reserved', phaseUntil: '2024-09-10T12:00:00.000Z' });
  expect(before.headers.get('etag')).toBe('"3"');

  server.clock.moveTo('2024-09-10T12:00:00.000Z');
  expect(await stands(server)).toEqual({ phase: 'awaiting acquisition', rule: 8 });
  const after = await server.get(`/api/films${FILM}`, { 'if-none-match': '"3"' });
  expect(after.status).toBe(200);
  const summary = (await server.get('/api/slate/summary')).body;
  expect(summary).toMatchObject({ films: 1, reservations: 0, byPhase: { reserved: 0, 'awaiting acquisition': 1 } });
  const only = (await server.get('/api/slate?phase=awaiting%20acquisition')).body;
  expect(only['items']).toHaveLength(1);
  expect((await server.get('/api/slate?phase=reserved')).body['items']).toEqual([]);
  // What time did to the film is no change that somebody recorded: its tag may still be matched.
  await enter(server, `${FILM}/notes`, { text: 'Neon let it lapse.' }, { 'if-match': after.headers.get('etag') ?? '' });
});
