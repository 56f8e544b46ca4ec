import { SetRates } from '#acquisition/commands';
import type { Body, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const ECB = { publishedBy: 'European Central Bank', base: 'EUR', rates: { USD: '1.1103', GBP: '0.8425' } };
const FRIDAY = { ...ECB, ratesOn: '2024-09-06' };
const MONDAY = { ...ECB, ratesOn: '2024-09-09', rates: { USD: '1.1046' } };
const itemsOf = (body: Body) => body['items'] as readonly Body[];
const start = () => servers.start({ now: '2024-09-10T09:00:00.000Z' });
const set = (server: Server, body: object, headers = {}) => server.post('/api/rates', body, headers);
const sum = (minor: number, currency: string) => ({ guarantee: { minor, currency } });
const total = (currency: string, minor: number) => ({ currency, minMinor: minor, maxMinor: minor, unknown: 0 });

async function withOffers(): Promise<Server> {
  const server = await start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const offer = (buyer: string, terms: object) =>
    enter(server, '/k-pops-2024/offers', { buyer, rights: { territories: 'Italy' }, terms });
  await offer('Neon', sum(100_000, 'USD'));
  await offer('Lucky Red', sum(95_000, 'EUR'));
  await set(server, FRIDAY);
  return server;
}

it('keeps rates as they were published, and shows those that hold, the latest day first', async () => {
  const server = await start();
  const first = await set(server, FRIDAY);
  expect(first).toMatchObject({
    status: 201,
    body: { revision: '0', repeated: false, events: [{ type: 'RatesSet', data: FRIDAY }] },
  });
  await set(server, MONDAY);
  await set(server, { ...FRIDAY, publishedBy: 'Bank of England', base: 'GBP', rates: { EUR: '1.187' } });
  await set(server, { ...FRIDAY, rates: { USD: '1.1104' } });
  const shown = itemsOf((await server.get('/api/rates')).body).map(({ ratesOn, publishedBy, rates }) => [
    ratesOn,
    publishedBy,
    rates,
  ]);
  expect(shown).toEqual([
    ['2024-09-09', 'European Central Bank', { USD: '1.1046' }],
    ['2024-09-06', 'European Central Bank', { USD: '1.1104' }],
    ['2024-09-06', 'Bank of England', { EUR: '1.187' }],
  ]);
  expect(itemsOf((await server.get('/api/rates?day=2024-09-06')).body)).toHaveLength(2);
  const paged = await server.get('/api/rates?limit=1');
  const next = await server.get(/<([^>]+)>/.exec(paged.headers.get('link') ?? '')?.[1] ?? '');
  expect(itemsOf(next.body)).toMatchObject([{ ratesOn: '2024-09-06' }]);
});

it('records the same set once, however often and by however many it is set', async () => {
  const server = await start();
  const answers = await Promise.all(Array.from({ length: 10 }, () => set(server, FRIDAY)));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body['events']))).size).toBe(1);
  expect(answers.filter(({ body }) => body['repeated'] === false)).toHaveLength(1);
  const head = await server.head();
  const again = await set(server, FRIDAY, { 'idempotency-key': 'another' });
  expect(again).toMatchObject({ status: 201, body: { repeated: true, events: answers[0]?.body['events'] } });
  expect(await server.head()).toBe(head);
});

it('takes the example of the reference', async () => {
  const server = await start();
  expect((await set(server, SetRates.declaration.example)).status).toBe(201);
});

it('goes back to rates that were replaced by an event of its own', async () => {
  const server = await start();
  await set(server, FRIDAY);
  await set(server, { ...FRIDAY, rates: { USD: '1.2' } });
  expect((await set(server, FRIDAY)).body).toMatchObject({ repeated: false, revision: '2' });
  expect(itemsOf((await server.get('/api/rates')).body)).toMatchObject([{ rates: FRIDAY.rates }]);
});

it('takes keys and revisions as all commands do', async () => {
  const server = await start();
  const key = { 'idempotency-key': 'rates-1' };
  await set(server, FRIDAY, key);
  expect((await set(server, { ...FRIDAY, rates: { USD: '2' } }, key)).status).toBe(422);
  expect((await set(server, { ...FRIDAY, rates: { USD: '2' } }, { 'if-match': '"4"' })).status).toBe(412);
});

it.each([
  ['no rates', { rates: {} }, /rates: is empty/],
  ['a float', { rates: { USD: 1.1 } }, /rates\.USD: must be a decimal number above zero, as a text/],
  ['zero', { rates: { USD: '0' } }, /rates\.USD/],
  ['no currency', { rates: { DOLLAR: '1' } }, /rates\.DOLLAR: is not an ISO 4217 currency code/],
  ['a name that all objects have', { rates: { constructor: '1' } }, /rates\.constructor/],
  ['the base itself', { rates: { EUR: '1' } }, /rates\.EUR: is the base itself/],
  ['a day that has not come', { ratesOn: '2024-09-11' }, /ratesOn: is in the future/],
  ['no day', { ratesOn: '2024-09-31' }, /ratesOn: must be a calendar date/],
  ['a list', { rates: [] }, /rates/],
])('refuses %s', async (_what, changes, sentence) => {
  const server = await start();
  const head = await server.head();
  const answer = await set(server, { ...FRIDAY, ...changes });
  expect([answer.status, answer.body['type']]).toEqual([400, '/problems/invalid-input']);
  expect(answer.body['detail']).toMatch(sentence);
  expect(await server.head()).toBe(head);
});

it('compares offers across currencies by the rates of a day, and shows each currency apart as well', async () => {
  const server = await withOffers();
  const path = '/api/films/k-pops-2024/offers/compare';
  const apart = await server.get(path);
  expect(apart.body).toMatchObject({ reporting: null, best: { headline: [{ currency: 'EUR' }, { currency: 'USD' }] } });
  const { body } = await server.get(`${path}?currency=USD&ratesOn=2024-09-06`);
  const offers = body['offers'] as readonly Body[];
  expect(offers.map(({ headline }) => headline)).toEqual([[total('USD', 100_000)], [total('EUR', 95_000)]]);
  expect(offers.map(({ headlineCompared }) => headlineCompared)).toEqual([
    [total('USD', 100_000)],
    [total('USD', 105_478)], // 950.00 × 1.1103 = 1,054.785, half to even
  ]);
  expect(body).toMatchObject({
    reporting: { currency: 'USD', ratesOn: '2024-09-06', publishedBy: 'European Central Bank' },
    best: { headline: [{ currency: 'USD', offerIds: [offers[1]?.['offerId']], isDecided: true }] },
  });
});

it('adds up the slate in one currency, each kind by itself, beside the currencies apart', async () => {
  const server = await withOffers();
  expect((await server.get('/api/slate/summary')).body['reported']).toBeNull();
  const { body } = await server.get('/api/slate/summary?currency=USD&ratesOn=2024-09-06');
  expect(body).toMatchObject({
    figures: { offered: [total('EUR', 95_000), total('USD', 100_000)] },
    reported: {
      currency: 'USD',
      ratesOn: '2024-09-06',
      publishedBy: 'European Central Bank',
      figures: { offered: [total('USD', 205_478)], reserved: [], committed: [] },
    },
  });
});

it('answers by the rates that were known then', async () => {
  const server = await withOffers();
  server.clock.moveTo('2024-09-11T09:00:00.000Z');
  await set(server, { ...FRIDAY, rates: { USD: '2' } });
  const offered = async (more = '') =>
    (
      (await server.get(`/api/slate/summary?currency=USD&ratesOn=2024-09-06${more}`)).body['reported'] as {
        readonly figures: { readonly offered: unknown };
      }
    ).figures.offered;
  expect(await offered()).toEqual([total('USD', 290_000)]);
  expect(await offered('&knownAt=2024-09-10T12:00:00Z')).toEqual([total('USD', 205_478)]);
});

it.each([
  ['currency=USD', 400, /ratesOn: is missing/],
  ['ratesOn=2024-09-06', 400, /currency: is missing/],
  ['currency=DOLLAR&ratesOn=2024-09-06', 400, /currency/],
  [
    'currency=USD&ratesOn=2024-09-07',
    404,
    /^There are no rates of 2024-09-07\. The nearest days that have some: 2024-09-06 and 2024-09-09\.$/,
  ],
  [
    'currency=JPY&ratesOn=2024-09-06',
    404,
    /^The rates of 2024-09-06 by European Central Bank have no JPY: .*EUR, GBP, USD\.$/,
  ],
  ['currency=GBP&ratesOn=2024-09-09', 404, /have no GBP/],
])('answers ?%s with a sentence', async (query, status, sentence) => {
  const server = await withOffers();
  await set(server, MONDAY);
  for (const path of ['/api/slate/summary', '/api/films/k-pops-2024/offers/compare']) {
    const answer = await server.get(`${path}?${query}`);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.body['detail']).toMatch(sentence);
  }
});

it('shows rates in the audit, of no film', async () => {
  const server = await start();
  await set(server, { ...FRIDAY, source: { kind: 'press', outlet: 'European Central Bank' } });
  expect(itemsOf((await server.get('/api/audit/events?type=RatesSet')).body)).toMatchObject([
    {
      film: null,
      buyer: null,
      sentence: 'Rates of 2024-09-06 by European Central Bank: EUR in GBP, USD',
      source: { kind: 'press' },
    },
  ]);
});
