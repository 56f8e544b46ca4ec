import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/api/films/k-pops-2024';

/** A history that was recorded late and corrected once. */
async function recorded(): Promise<{ readonly server: Server; readonly screening: string }> {
  const server = await servers.start({ now: '2024-07-01T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  server.clock.moveTo('2024-09-09T09:00:00.000Z');
  const offer = await enter(server, '/k-pops-2024/offers', {
    buyer: 'Neon',
    rights: { territories: 'Italy' },
    occurredAt: '2024-09-09',
  });
  server.clock.moveTo('2024-09-12T09:00:00.000Z');
  await enter(server, `/k-pops-2024/offers/${offer.id}/decline`, { occurredAt: '2024-09-12' });
  // Told late: the premiere was before the offer.
  server.clock.moveTo('2024-10-01T09:00:00.000Z');
  const { id } = await enter(server, '/k-pops-2024/screenings', { venue: 'Roy Thomson Hal', occurredAt: '2024-09-08' });
  server.clock.moveTo('2024-11-01T09:00:00.000Z');
  await enter(server, '/k-pops-2024/corrections', {
    corrects: id,
    changes: { venue: 'Princess of Wales Theatre' },
    occurred: '2024-09-07',
    reason: 'The printed programme.',
  });
  server.clock.moveTo('2024-12-01T09:00:00.000Z');
  return { server, screening: id };
}

it.each([
  ['before the premiere', 'asOf=2024-09-06', 'registered'],
  ['on its evening, as is known now', 'asOf=2024-09-07', 'awaiting acquisition'],
  ['on its evening, as was known then', 'asOf=2024-09-07&knownAt=2024-09-30', 'registered'],
  ['on its evening, before the correction', 'asOf=2024-09-07&knownAt=2024-10-31', 'registered'],
  ['the day after, before the correction', 'asOf=2024-09-08&knownAt=2024-10-31', 'awaiting acquisition'],
  ['while the offer was live', 'asOf=2024-09-10', 'offers in'],
  ['at a moment of that day', 'asOf=2024-09-09T12:00:00%2B02:00', 'offers in'],
  ['now, as was known then', 'knownAt=2024-09-13', 'registered'],
  ['now', '', 'awaiting acquisition'],
])('shows the film %s', async (_when, moment, phase) => {
  const { server } = await recorded();
  const { body: film } = await server.get(`${FILM}?${moment}`);
  expect(film).toMatchObject({ phase });
  expect((await server.get(`${FILM}/explain?${moment}`)).body).toMatchObject({ phase });
  const slate = (await server.get(`/api/slate?${moment}`)).body['items'];
  expect(slate).toMatchObject([{ slug: 'k-pops-2024', phase }]);
  const summary = (await server.get(`/api/slate/summary?${moment}`)).body;
  expect(summary['byPhase']).toMatchObject({ [phase]: 1 });
  const offers = (await server.get(`${FILM}/offers?${moment}`)).body['items'];
  expect(offers).toEqual(film['offers']);
});

it('says that a film was not on the slate then', async () => {
  const { server } = await recorded();
  const film = await server.get(`${FILM}?asOf=2024-06-30`);
  expect(film).toMatchObject({ status: 404, body: { type: '/problems/film-not-found' } });
  expect((await server.get('/api/slate?asOf=2024-06-30')).body['items']).toEqual([]);
});

it('shows what was corrected, what it was before, and what was not known yet', async () => {
  const { server, screening } = await recorded();
  type Rows = readonly Readonly<Record<string, unknown>>[];
  const history = async (query: string) => (await server.get(`${FILM}/history?${query}`)).body['items'] as Rows;
  const entry = async (query: string) => (await history(query)).find(({ eventId }) => eventId === screening);
  expect(await entry('')).toMatchObject({
    standing: 'corrected',
    sentence: 'Screened: Princess of Wales Theatre',
    occurredAt: { on: '2024-09-07', precision: 'day' },
    recordedAt: '2024-10-01T09:00:00.000Z',
    recorded: { sentence: 'Screened: Roy Thomson Hal', occurredAt: { on: '2024-09-08', precision: 'day' } },
    amendedBy: [expect.any(String)],
  });
  const before = await entry('knownAt=2024-10-31');
  expect(before).toMatchObject({ standing: 'as recorded', sentence: 'Screened: Roy Thomson Hal', amendedBy: [] });
  expect(before).not.toHaveProperty('recorded');
  expect(await entry('knownAt=2024-09-30')).toBeUndefined();
  const types = async (query: string) => (await history(query)).map(({ type }) => type);
  expect(await types('order=occurred')).toEqual([
    'FilmRegistered',
    'FilmScreened',
    'OfferMade',
    'OfferDeclined',
    'EntryCorrected',
  ]);
  expect(await types('order=occurred&asOf=2024-09-09')).toEqual(['FilmRegistered', 'FilmScreened', 'OfferMade']);

  await enter(server, '/k-pops-2024/retractions', { retracts: screening, reason: 'Another film.' });
  expect(await entry('')).toMatchObject({ standing: 'retracted' });
  expect((await server.get(FILM)).body).toMatchObject({ phase: 'registered', screenings: [] });
  const { body: audited } = await server.get(`/api/audit/events/${screening}`);
  expect(audited).toMatchObject({
    recorded: { data: { venue: 'Roy Thomson Hal' } },
    amendments: [{ kind: 'corrected' }, { kind: 'retracted' }],
  });
});
