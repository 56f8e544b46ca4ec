import { MergeBuyers, SeparateBuyers } from '#acquisition/commands';
import type { Body, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const usd = (dollars: number) => ({ guarantee: { minor: dollars * 100, currency: 'USD' } });
const italy = { territories: 'Italy' };

/** Three names of one buyer and another one, on two films. */
async function withBuyers(): Promise<Server> {
  const server = await servers.start({ now: '2024-09-10T09:00:00.000Z' });
  for (const title of ['K-Pops!', 'Eden'])
    await enter(server, '', { title, year: 2024, directors: ['Somebody'], occurredAt: '2024-07-01' });
  await enter(server, '/k-pops-2024/interest', { buyer: 'A24', rights: italy, occurredAt: '2024-09-01' });
  await enter(server, '/k-pops-2024/passes', { buyer: 'A24 Films', reason: 'Slate is full', occurredAt: '2024-09-02' });
  await enter(server, '/eden-2024/negotiations', {
    buyer: 'A24 LLC',
    exclusive: true,
    until: '2024-10-01T00:00:00Z',
    occurredAt: '2024-09-03',
  });
  const offer = { buyer: 'A24 Films', rights: italy, terms: usd(1_000), occurredAt: '2024-09-04' };
  await enter(server, '/eden-2024/offers', offer);
  await enter(server, '/k-pops-2024/deals', {
    buyer: 'a24',
    rights: italy,
    terms: usd(2_000),
    occurredAt: '2024-09-05',
  });
  await enter(server, '/eden-2024/offers', { ...offer, buyer: 'Neon', terms: usd(500), occurredAt: '2024-09-06' });
  return server;
}

const merge = (server: Server, buyer: string, into: string, headers = {}) =>
  server.post(`/api/buyers/${encodeURIComponent(buyer)}/merge`, { into, reason: 'The same company' }, headers);
const itemsOf = (body: Body) => body['items'] as readonly Body[];
const namesOf = (body: Body) => itemsOf(body).map(({ name }) => name);

it('lists everybody who had to do with a film, with money by kind', async () => {
  const server = await withBuyers();
  const { body } = await server.get('/api/buyers');
  expect(namesOf(body)).toEqual(['A24', 'A24 Films', 'A24 LLC', 'Neon']);
  expect(itemsOf(body)[0]).toMatchObject({
    key: 'a24',
    films: 1,
    interest: 1,
    deals: 1,
    lastOn: '2024-09-05',
    figures: { offered: [], reserved: [], committed: [{ currency: 'USD', minMinor: 200_000 }] },
  });
  expect(namesOf((await server.get('/api/buyers?search=films')).body)).toEqual(['A24 Films']);
  expect(namesOf((await server.get('/api/buyers?sort=last&direction=descending')).body)[0]).toBe('Neon');
});

it('goes through all of them page by page, in every order', async () => {
  const server = await withBuyers();
  for (const sort of ['name', 'last', 'deals', 'offers']) {
    for (const direction of ['ascending', 'descending']) {
      const all = namesOf((await server.get(`/api/buyers?sort=${sort}&direction=${direction}`)).body);
      const paged: unknown[] = [];
      let path: string | undefined = `/api/buyers?sort=${sort}&direction=${direction}&limit=1`;
      while (path !== undefined) {
        const answer = await server.get(path);
        paged.push(...namesOf(answer.body));
        path = /<([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      expect([sort, paged]).toEqual([sort, all]);
    }
  }
});

it('shows one buyer under all of its names once they are merged, and changes no event of a film', async () => {
  const server = await withBuyers();
  await server.get('/api/buyers/A24');
  expect((await merge(server, 'A24 LLC', 'A24 Films')).status).toBe(201);
  const second = await merge(server, 'a24 films', 'A24');
  expect(second).toMatchObject({
    status: 201,
    body: { revision: '1', events: [{ type: 'BuyersMerged', data: { buyer: 'A24 Films', into: 'A24' } }] },
  });
  expect(second.headers.get('etag')).toBe('"1"');
  expect(namesOf((await server.get('/api/buyers')).body)).toEqual(['A24', 'Neon']);
  for (const name of ['A24', 'a24%20llc', 'A24%20Films']) {
    const { body } = await server.get(`/api/buyers/${name}`);
    expect(body).toMatchObject({
      key: 'a24',
      alsoCalled: ['A24 Films', 'A24 LLC'],
      films: 2,
      figures: { offered: [{ currency: 'USD', minMinor: 100_000 }], committed: [{ minMinor: 200_000 }] },
      merges: [
        { buyer: 'A24 Films', into: 'A24', reason: 'The same company' },
        { buyer: 'A24 LLC', into: 'A24 Films' },
      ],
    });
    expect(
      itemsOf(body).map(({ kind, buyer, film, reason, status }) => [kind, buyer, film, reason, status]),
    ).toMatchObject([
      ['deal', 'a24', { slug: 'k-pops-2024' }, null, 'committed'],
      ['offer', 'A24 Films', { slug: 'eden-2024' }, null, 'live'],
      ['negotiation', 'A24 LLC', { slug: 'eden-2024' }, null, null],
      ['pass', 'A24 Films', { slug: 'k-pops-2024' }, 'Slate is full', null],
      ['interest', 'A24', { slug: 'k-pops-2024' }, null, null],
    ]);
  }
  expect(itemsOf((await server.get('/api/offers?buyer=A24')).body).map(({ buyer }) => buyer)).toEqual(['A24 Films']);
  expect(itemsOf((await server.get('/api/buyers/A24?kind=pass,deal')).body)).toHaveLength(2);
  const { body: film } = await server.get('/api/films/eden-2024/offers');
  expect(itemsOf(film).map(({ buyer }) => buyer)).toEqual(['A24 Films', 'Neon']);
});

it('takes the examples of the reference, and null in no field', async () => {
  const server = await withBuyers();
  await server.get('/api/buyers');
  for (const [verb, example] of [
    ['merge', MergeBuyers.declaration.example],
    ['separate', SeparateBuyers.declaration.example],
  ] as const) {
    const path = `/api/buyers/a24%20llc/${verb}`;
    for (const field of Object.keys(example))
      expect((await server.post(path, { ...example, [field]: null })).status).toBe(400);
    expect((await server.post(path, example)).status).toBe(201);
  }
});

it('takes a merge back', async () => {
  const server = await withBuyers();
  await server.get('/api/buyers');
  await merge(server, 'A24 LLC', 'A24');
  const answer = await server.post('/api/buyers/a24%20llc/separate', { reason: 'Another one' });
  expect(answer).toMatchObject({
    status: 201,
    body: { events: [{ type: 'BuyersSeparated', data: { buyer: 'A24 LLC', from: 'A24' } }] },
  });
  expect(namesOf((await server.get('/api/buyers')).body)).toEqual(['A24', 'A24 Films', 'A24 LLC', 'Neon']);
  expect((await server.get('/api/buyers/A24')).body).toMatchObject({ alsoCalled: [], merges: [] });
});

it('shows merges in the audit, of no film', async () => {
  const server = await withBuyers();
  await server.get('/api/buyers');
  await merge(server, 'A24 LLC', 'A24');
  const { body } = await server.get('/api/audit/events?type=BuyersMerged');
  expect(itemsOf(body)).toMatchObject([
    {
      film: null,
      type: 'BuyersMerged',
      buyer: 'A24 LLC',
      sentence: 'A24 LLC counts as A24 from now on: The same company',
      actor: { user: 'agent', role: 'sales agent' },
      source: { kind: 'witnessed' },
    },
  ]);
  const one = await server.get(`/api/audit/events/${String(itemsOf(body)[0]?.['eventId'])}`);
  expect(one.body).toMatchObject({ recorded: { stream: 'buyers-names', data: { buyer: 'A24 LLC', into: 'A24' } } });
});

it('records a repeated merge once, and one on a revision that is gone not at all', async () => {
  const server = await withBuyers();
  await server.get('/api/buyers');
  const key = { 'idempotency-key': 'merge-1' };
  const [first, again] = [await merge(server, 'A24 LLC', 'A24', key), await merge(server, 'A24 LLC', 'A24', key)];
  expect([again.status, again.body]).toEqual([201, { ...first.body, repeated: true }]);
  expect((await merge(server, 'Neon', 'A24', key)).body).toMatchObject({ type: '/problems/idempotency-key-reused' });
  const stale = await merge(server, 'A24 Films', 'A24', { 'if-match': '"7"' });
  expect([stale.status, stale.body['detail']]).toEqual([
    412,
    'What it is recorded on is at revision 0, not at 7: read it again, then decide again.',
  ]);
});

it.each([
  ['A24', 'A24', 400, 'invalid-input'],
  ['A24 LLC', 'A2', 404, 'buyer-not-found'],
  ['Nobody', 'A24', 404, 'buyer-not-found'],
  ['Neon', 'A24 LLC', 409, 'buyers-in-a-circle'],
  ['A24 LLC', 'A24', 409, 'buyer-merged'],
])('refuses to merge %s into %s', async (buyer, into, status, code) => {
  const server = await withBuyers();
  await server.get('/api/buyers');
  await merge(server, 'A24 LLC', 'Neon');
  const head = await server.head();
  expect(await merge(server, buyer, into)).toMatchObject({ status, body: { type: `/problems/${code}` } });
  expect(await server.head()).toBe(head);
});

it('suggests likely duplicates, and merges nobody by itself', async () => {
  const server = await withBuyers();
  const duplicates = async () => itemsOf((await server.get('/api/buyers/duplicates')).body);
  expect(await duplicates()).toEqual([['A24', 'A24 Films', 'A24 LLC']]);
  await merge(server, 'A24 LLC', 'A24');
  await merge(server, 'A24 Films', 'A24');
  expect(await duplicates()).toEqual([]);
});

it('proposes names for a buyer that is not there, and forgets what was retracted', async () => {
  const server = await withBuyers();
  const { status, body } = await server.get('/api/buyers/Neo');
  expect([status, body['detail']]).toEqual([
    404,
    'No buyer called "Neo" has to do with any film. Did you mean "Neon"?',
  ]);
  const history = itemsOf((await server.get('/api/buyers/Neon')).body);
  await enter(server, '/eden-2024/retractions', { retracts: history[0]?.['entryId'] });
  expect((await server.get('/api/buyers/Neon')).status).toBe(404);
});
