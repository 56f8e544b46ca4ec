import type { Answer, Body, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const itemsOf = ({ body }: Answer) => body['items'] as readonly Body[];
const usd = (dollars: number) => ({ guarantee: { minor: dollars * 100, currency: 'USD' } });

/**
 * Two films of one festival: one told when it happened, the other months late. Neon's offer lapsed at its time, a deal was signed, a name was
 * given up, and the venue of a screening was put right.
 */
async function recorded(): Promise<Server> {
  const server = await servers.start({ now: '2024-07-01T09:00:00.000Z' });
  const at = (moment: string) => {
    server.clock.moveTo(`${moment}T09:00:00.000Z`);
  };
  const toronto = { festival: 'Toronto', venue: 'Roy Thomson Hall' };
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Somebody'], occurredAt: '2024-07-01' });
  at('2024-09-07');
  await enter(server, '/k-pops-2024/screenings', { ...toronto, occurredAt: '2024-09-07' });
  at('2024-09-09');
  const rights = { territories: 'Italy' };
  const until = { expiresAt: '2024-09-20T00:00:00Z', occurredAt: '2024-09-09' };
  await enter(server, '/k-pops-2024/offers', { buyer: 'Neon LLC', rights, terms: usd(500), ...until });
  at('2024-10-01');
  await enter(server, '/k-pops-2024/deals', { buyer: 'Mubi', rights, terms: usd(900), occurredAt: '2024-10-01' });
  // Told in December, of September.
  at('2024-12-01');
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Somebody'], occurredAt: '2024-08-01' });
  const { id } = await enter(server, '/eden-2024/screenings', { ...toronto, occurredAt: '2024-09-08' });
  await enter(server, '/eden-2024/offers', { buyer: 'A24', rights, terms: usd(700), occurredAt: '2024-09-10' });
  await enter(server, '/eden-2024/corrections', { corrects: id, changes: { festival: 'Telluride' } });
  at('2024-12-20');
  const merged = await server.post('/api/buyers/Neon%20LLC/merge', { into: 'A24' });
  expect(merged.status).toBe(201);
  at('2025-01-01');
  return server;
}

/** What answers across films. */
const PATHS = [
  'slate',
  'films',
  'slate/summary',
  'offers',
  'deadlines',
  'buyers',
  'buyers/duplicates',
  'buyers/A24',
  'festivals',
  'festivals/Toronto',
  'avails',
];

/** Of each moment: who has offers that wait, what is coming, who is a buyer, what was where, what is free. */
const MOMENTS = [
  ['before anything was known', 'knownAt=2024-06-30', [], [], [], [], []],
  [
    'while the offer was live, as is known now',
    'asOf=2024-09-15',
    ['A24', 'Neon LLC'],
    ['offer expires'],
    ['A24', 'Neon LLC'],
    ['telluride', 'toronto'],
    ['Eden', 'K-Pops!'],
  ],
  [
    'while the offer was live, as was known then',
    'asOf=2024-09-15&knownAt=2024-09-15',
    ['Neon LLC'],
    ['offer expires'],
    ['Neon LLC'],
    ['toronto'],
    ['K-Pops!'],
  ],
  [
    'once it had lapsed, and was recorded',
    'asOf=2024-10-02&knownAt=2024-10-02',
    [],
    ['long form due'],
    ['Mubi', 'Neon LLC'],
    ['toronto'],
    [],
  ],
  [
    'now, as was known before the second film was told',
    'knownAt=2024-11-01T00:00:00%2B01:00',
    [],
    ['long form due'],
    ['Mubi', 'Neon LLC'],
    ['toronto'],
    [],
  ],
  ['in the beginning, as is known now', 'asOf=2024-08-31', [], [], [], [], ['Eden', 'K-Pops!']],
] as const;

it.each(MOMENTS)('answers %s', async (_when, moment, open, coming, buyers, festivals, free) => {
  const server = await recorded();
  const ask = (path: string) => server.get(`/api/${path}${path.includes('?') ? '&' : '?'}${moment}`);

  const offers = itemsOf(await ask('offers'));
  expect(offers.filter(({ isOpen }) => isOpen === true).map(({ buyer }) => buyer)).toEqual(open);
  expect(itemsOf(await ask('deadlines')).map(({ kind }) => kind)).toEqual(coming);
  expect(itemsOf(await ask('buyers')).map(({ name }) => name)).toEqual(buyers);
  expect(itemsOf(await ask('festivals')).map(({ key }) => key)).toEqual(festivals);
  const italy = itemsOf(await ask('avails?territories=Italy&media=SVOD'));
  expect(italy.map(({ title }) => title)).toEqual(free);

  // What is said of one of them, or of one film, is what is said of all.
  for (const name of ['Neon LLC', 'Mubi', 'A24']) {
    const one = await ask(`buyers/${encodeURIComponent(name)}`);
    const isThere = (buyers as readonly string[]).includes(name);
    expect([name, one.status]).toEqual([name, isThere ? 200 : 404]);
    const ofBuyer = await ask(`offers?buyer=${encodeURIComponent(name)}`);
    const has = offers.filter(({ buyer }) => buyer === name);
    expect([name, ofBuyer.status]).toEqual([name, has.length > 0 ? 200 : 404]);
    if (has.length > 0) expect(itemsOf(ofBuyer)).toEqual(has);
  }
  for (const film of ['k-pops-2024', 'eden-2024']) {
    const { status, body } = await ask(`films/${film}`);
    const ofFilm = await ask(`offers?film=${film}`);
    expect([film, ofFilm.status, (await ask(`deadlines?film=${film}`)).status]).toEqual([film, status, status]);
    if (status !== 200) continue;
    const ids = (all: readonly Body[]) => all.map(({ offerId, status, isOpen }) => [offerId, status, isOpen]);
    expect(ids(itemsOf(ofFilm))).toEqual(ids(body['offers'] as readonly Body[]));
  }
});

it('says which moment an answer is of, and nothing where it is now', async () => {
  const server = await recorded();
  for (const path of PATHS) {
    expect((await server.get(`/api/${path}`)).body).not.toHaveProperty('moment');
    const both = await server.get(`/api/${path}?asOf=2024-12-01&knownAt=2024-12-02`);
    const moment = { asOf: '2024-12-01', knownAt: '2024-12-02T23:59:59.999Z' };
    expect([path, both.status, both.body['moment']]).toEqual([path, 200, moment]);
  }
});

it('shows what became of films as of then, under the names that buyers had', async () => {
  const server = await recorded();
  const outcome = async (moment: string) => {
    const { body } = await server.get(`/api/festivals/Toronto?${moment}`);
    return (body['items'] as readonly { film: Body; outcome: Body; daysToFirstDeal: unknown }[]).map(
      ({ film, outcome, daysToFirstDeal }) => [film['title'], outcome['phase'], daysToFirstDeal],
    );
  };
  expect(await outcome('asOf=2024-09-15&knownAt=2024-09-15')).toEqual([['K-Pops!', 'offers in', null]]);
  expect(await outcome('asOf=2024-10-01')).toEqual([['K-Pops!', 'partly acquired', 24]]);
  const names = async (moment: string) =>
    itemsOf(await server.get(`/api/buyers?${moment}`)).map(({ name, alsoCalled }) => [name, alsoCalled]);
  expect(await names('asOf=2024-12-20')).toEqual([
    ['A24', ['Neon LLC']],
    ['Mubi', []],
  ]);
  expect(await names('asOf=2024-12-19')).toEqual([
    ['A24', []],
    ['Mubi', []],
    ['Neon LLC', []],
  ]);
  const { body } = await server.get('/api/buyers/Neon%20LLC?knownAt=2024-12-19');
  expect(body).toMatchObject({ name: 'Neon LLC', offers: 1, merges: [] });
});

it.each([
  ['asOf=yesterday', 'asOf'],
  ['knownAt=2024-02-30', 'knownAt'],
  ['asOf=2024-09-15T12:00:00', 'asOf'],
  ['asOf=2025-01-02', 'asOf'],
  ['knownAt=2030-01-01T00:00:00Z', 'knownAt'],
])('refuses %s, whatever is asked', async (moment, field) => {
  const server = await recorded();
  for (const path of PATHS) {
    const { status, body } = await server.get(`/api/${path}?${moment}`);
    expect([path, status, body['fields']]).toMatchObject([path, 400, [{ field }]]);
  }
});

it('says of which moment there was none of that name, and what there was', async () => {
  const server = await recorded();
  const { status, body } = await server.get('/api/buyers/A25?asOf=2024-12-01&knownAt=2024-12-02');
  expect({ status, type: body['type'] }).toEqual({ status: 404, type: '/problems/buyer-not-found' });
  expect(body['detail']).toBe(
    'No buyer called "A25" has to do with any film. Did you mean "A24"? That is as of 2024-12-01, as far as was known at 2024-12-02T23:59:59.999Z.',
  );
  const then = await server.get('/api/festivals/Telluride?knownAt=2024-10-01');
  expect(then).toMatchObject({ status: 404, body: { type: '/problems/festival-not-found' } });
});

it('goes through the offers of a moment page by page', async () => {
  const server = await recorded();
  const all = itemsOf(await server.get('/api/offers?asOf=2024-09-15')).map(({ offerId }) => offerId);
  const first = await server.get('/api/offers?asOf=2024-09-15&limit=1');
  const link = /<([^>]+)>/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  const second = await server.get(link);
  expect([...itemsOf(first), ...itemsOf(second)].map(({ offerId }) => offerId)).toEqual(all);
  expect(second.body['next']).toBeNull();
  // A place in one moment is none in another.
  const other = link.replace('asOf=2024-09-15', 'asOf=2024-09-14');
  expect(await server.get(other)).toMatchObject({ status: 400, body: { fields: [{ field: 'cursor' }] } });
});
