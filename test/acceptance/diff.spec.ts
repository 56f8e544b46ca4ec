import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';

it('says what changed of a film between two moments, and between two states of knowledge of one', async () => {
  const server = await servers.start({ now: '2024-09-08T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const screening = { venue: 'Roy Thomson Hall', occurredAt: '2024-09-07' };
  const screened = await enter(server, `${FILM}/screenings`, screening);
  server.clock.moveTo('2024-09-10T09:00:00.000Z');
  const guarantee = { minor: 100_000_00, currency: 'USD' };
  const offer = await enter(server, `${FILM}/offers`, {
    buyer: 'Neon',
    rights: { territories: 'US' },
    terms: { guarantee },
    expiresAt: '2024-09-12T00:00:00Z',
  });
  server.clock.moveTo('2024-09-14T09:00:00.000Z');
  await enter(server, `${FILM}/corrections`, {
    corrects: screened.id,
    changes: { venue: 'Princess of Wales Theatre' },
  });
  const diff = async (query: string) => (await server.get(`/api/films${FILM}/diff?${query}`)).body;

  expect(await diff('from=2024-09-01&to=2024-09-11')).toMatchObject({
    film: { slug: 'k-pops-2024' },
    from: { asOf: '2024-09-01' },
    to: { asOf: '2024-09-11' },
    entries: [
      { change: 'new', entry: { eventId: screened.id, standing: 'corrected' } },
      { change: 'new', entry: { eventId: offer.id } },
    ],
    state: [
      { what: 'phase', id: null, before: 'registered', after: 'offers in' },
      { what: 'offered', before: [], after: [{ currency: 'USD', minMinor: 100_000_00 }] },
      { what: 'screenings', before: 0, after: 1 },
      { what: 'offer of Neon', id: offer.id, before: null, after: 'live' },
    ],
    cells: [
      {
        cells: 'United States, all rights',
        before: { status: 'available' },
        after: { words: 'under offer from Neon', eventIds: [offer.id] },
      },
    ],
  });
  expect(await diff('from=2024-09-11&to=2024-09-13')).toMatchObject({
    entries: [{ change: 'new', entry: { type: 'OfferLapsed' } }],
    state: [
      { what: 'phase', before: 'offers in', after: 'awaiting acquisition' },
      { what: 'offered', after: [] },
      { what: 'offer of Neon', before: 'live', after: 'lapsed' },
    ],
    cells: [{ before: { words: 'under offer from Neon' }, after: { words: 'available' } }],
  });
  const known = await diff('from=2024-09-09&knownFrom=2024-09-09&to=2024-09-09');
  expect(known).toMatchObject({
    entries: [
      {
        change: 'changed',
        entry: { eventId: screened.id, data: { venue: 'Princess of Wales Theatre' } },
        before: { standing: 'as recorded', data: { venue: 'Roy Thomson Hall' } },
      },
    ],
    state: [],
  });
  expect(await diff('')).toMatchObject({ entries: [], state: [] });
  expect(await server.get(`/api/films${FILM}/diff?from=2030-01-01`)).toMatchObject({ status: 400 });
});
