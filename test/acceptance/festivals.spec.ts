import type { Body, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const TIFF = 'Toronto International Film Festival';
const itemsOf = (body: Body) => body['items'] as readonly Body[];

async function withFestivals(): Promise<Server> {
  const server = await servers.start({ now: '2025-06-20T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  const told: readonly (readonly [string, string, object])[] = [
    ['k-pops-2024', 'selections', { festival: TIFF, occurredAt: '2024-07-23' }],
    ['k-pops-2024', 'screenings', { festival: TIFF, venue: 'Princess of Wales Theatre', occurredAt: '2024-09-07' }],
    ['k-pops-2024', 'ovations', { kind: 'standing', minutes: 4, reportedBy: 'Variety', occurredAt: '2024-09-07' }],
    ['k-pops-2024', 'ovations', { kind: 'standing', minutes: 6, reportedBy: 'Deadline', occurredAt: '2024-09-07' }],
    ['k-pops-2024', 'offers', { buyer: 'Neon', rights: { territories: 'US' }, occurredAt: '2024-09-09' }],
    ['k-pops-2024', 'deals', { buyer: 'Aura', rights: { territories: 'US' }, occurredAt: '2025-06-16' }],
    ['eden-2024', 'screenings', { festival: 'toronto international film festival', occurredAt: '2024-09-07' }],
    ['eden-2024', 'awards', { award: 'Best Sound', festival: 'Festival de Cannes', occurredAt: '2025-05-20' }],
  ];
  for (const [film, path, body] of told) await enter(server, `/${film}/${path}`, body);
  return server;
}

it('shows ovations against outcomes, edition by edition', async () => {
  const server = await withFestivals();
  const { body } = await server.get('/api/festivals');
  expect(itemsOf(body)).toEqual([
    expect.objectContaining({ name: 'Festival de Cannes', editions: [2025], films: 1, awards: 1, leastMinutes: null }),
    {
      key: 'toronto international film festival',
      name: TIFF,
      editions: [2024],
      films: 2,
      selections: 1,
      screenings: 2,
      ovations: 2,
      awards: 0,
      leastMinutes: 4,
      mostMinutes: 6,
      phases: { 'awaiting acquisition': 1, 'partly acquired': 1 },
    },
  ]);
  const one = await server.get(`/api/festivals/${encodeURIComponent('TORONTO International Film Festival')}`);
  expect(itemsOf(one.body)).toMatchObject([
    { film: { slug: 'eden-2024' }, year: 2024, daysToFirstOffer: null, outcome: { phase: 'awaiting acquisition' } },
    {
      film: { slug: 'k-pops-2024' },
      year: 2024,
      selections: [{ festival: TIFF }],
      ovations: { leastMinutes: 4, mostMinutes: 6, reports: [{ reportedBy: 'Variety' }, { reportedBy: 'Deadline' }] },
      firstScreeningOn: '2024-09-07',
      daysToFirstOffer: 2,
      daysToFirstDeal: 282,
      outcome: { phase: 'partly acquired', buyers: ['Aura'] },
    },
  ]);
});

it('goes through festivals and films page by page', async () => {
  const server = await withFestivals();
  const { body } = await server.get('/api/festivals?limit=1');
  const next = await server.get(`/api/festivals?limit=1&cursor=${String(body['next'])}`);
  expect([...itemsOf(body), ...itemsOf(next.body)].map(({ editions }) => editions)).toEqual([[2025], [2024]]);
  expect(next.body['next']).toBeNull();
  const films = await server.get(`/api/festivals/${encodeURIComponent(TIFF)}?limit=1&year=2024`);
  expect(itemsOf(films.body)).toHaveLength(1);
  const rest = await server.get(/<([^>]+)>/.exec(films.headers.get('link') ?? '')?.[1] ?? '');
  expect(itemsOf(rest.body)).toMatchObject([{ film: { slug: 'k-pops-2024' } }]);
  expect(itemsOf((await server.get('/api/festivals?search=cannes')).body)).toHaveLength(1);
});

it('follows time where time alone changes what became of a film', async () => {
  const server = await withFestivals();
  const phases = async () => itemsOf((await server.get('/api/festivals?search=toronto')).body)[0]?.['phases'];
  const expiresAt = '2025-06-21T09:00:00Z';
  await enter(server, '/eden-2024/offers', { buyer: 'Neon', rights: { territories: 'US' }, expiresAt });
  expect(await phases()).toEqual({ 'offers in': 1, 'partly acquired': 1 });
  server.clock.moveTo('2025-06-22T09:00:00.000Z');
  expect(await phases()).toEqual({ 'awaiting acquisition': 1, 'partly acquired': 1 });
});

it('shows a corrected festival under its right name only', async () => {
  const server = await withFestivals();
  const { body } = await server.get('/api/festivals/festival%20de%20cannes');
  const [award] = itemsOf(body)[0]?.['awards'] as readonly Body[];
  await enter(server, '/eden-2024/corrections', { corrects: award?.['eventId'], changes: { festival: 'Berlinale' } });
  const names = itemsOf((await server.get('/api/festivals')).body).map(({ name }) => name);
  expect(names).toEqual(['Berlinale', TIFF]);
});

it.each([
  ['Berlinale', 404, 'No film was at a festival called "Berlinale".'],
  [
    'Festival de Canne',
    404,
    'No film was at a festival called "Festival de Canne". Did you mean "Festival de Cannes"?',
  ],
  [
    'Festival de Cannes?year=2020',
    404,
    'No film was at a festival called "Festival de Cannes" in 2020: leave `year` out for all its editions.',
  ],
  ['Festival de Cannes?year=twenty', 400, undefined],
])('answers %s with a sentence', async (path, status, detail) => {
  const server = await withFestivals();
  const answer = await server.get(`/api/festivals/${path.replaceAll(' ', '%20')}`);
  expect(answer.status).toBe(status);
  if (detail !== undefined) expect(answer.body['detail']).toBe(detail);
});
