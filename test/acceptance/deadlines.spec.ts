import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';

interface Deadline {
  readonly film: { readonly slug: string };
  readonly kind: string;
  readonly dueAt: string;
  readonly isOverdue: boolean;
  readonly buyer: string | null;
  readonly sentence: string;
}

async function deadlines(server: Server, query = ''): Promise<readonly Deadline[]> {
  const { status, body } = await server.get(`/api/deadlines?${query}`);
  expect(status).toBe(200);
  return body['items'] as readonly Deadline[];
}
const told = (found: readonly Deadline[]) => found.map(({ kind, dueAt, isOverdue }) => [kind, dueAt, isOverdue]);

/** Two films with everything that can be coming. */
async function slate(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
  const server = await servers.start({ now: '2024-09-09T08:00:00.000Z', environment });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  await enter(server, `${FILM}/offers`, {
    buyer: 'Mubi',
    rights: { territories: 'Italy' },
    expiresAt: '2024-09-12T18:00:00Z',
  });
  const neon = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'US' } });
  await enter(server, `${FILM}/offers/${neon.id}/accept`, { reservedUntil: '2024-09-30T12:00:00Z' });
  await enter(server, `${FILM}/negotiations`, { buyer: 'A24', exclusive: true, until: '2024-09-11T12:00:00Z' });
  await enter(server, `${FILM}/mandates`, { agent: 'CAA', rights: { territories: 'Worldwide', to: '2027-01-01' } });
  await enter(server, '/eden-2024/deals', {
    buyer: 'Neon',
    rights: { territories: 'France', from: '2025-01-01', to: '2030-01-01' },
    terms: { deliveryOn: '2024-10-01' },
  });
  await enter(server, '/eden-2024/release-dates', { distributor: 'Neon', releaseOn: '2024-11' });
  return server;
}

const EVERYTHING = [
  ['negotiation ends', '2024-09-11T12:00:00.000Z'],
  ['offer expires', '2024-09-12T18:00:00.000Z'],
  ['deal memo due', '2024-09-23'],
  ['reservation ends', '2024-09-30T12:00:00.000Z'],
  ['delivery due', '2024-10-01'],
  ['release', '2024-11-30'],
  ['long form due', '2024-12-08'],
  ['licence window begins', '2025-01-01'],
  ['mandate window ends', '2026-12-31'],
  ['licence window ends', '2029-12-31'],
];

it('lists what is coming, the soonest first, each with its film, buyer and sentence', async () => {
  const server = await slate();
  const all = await deadlines(server);
  expect(told(all)).toEqual(EVERYTHING.map(([kind, dueAt]) => [kind, dueAt, false]));
  expect(all[2]).toMatchObject({
    film: { slug: 'k-pops-2024', title: 'K-Pops!' },
    buyer: 'Neon',
    sentence: 'The deal memo with Neon for US, all rights is to be signed after the verbal yes',
  });
});

it('counts memo and long form as the settings say', async () => {
  const server = await slate({ OVATION_MEMO_DAYS: '3', OVATION_LONG_FORM_DAYS: '0' });
  expect(told(await deadlines(server, 'kind=deal memo due,long form due'))).toEqual([
    ['long form due', '2024-09-09', false],
    ['deal memo due', '2024-09-12', false],
  ]);
});

it('is filtered by time, film, buyer and kind', async () => {
  const server = await slate();
  const kinds = async (query: string) => (await deadlines(server, query)).map(({ kind }) => kind);
  expect(await kinds('until=2024-09-11')).toEqual(['negotiation ends']);
  expect(await kinds('until=2024-09-11T11:59:59Z')).toEqual([]);
  expect(await kinds('from=2024-09-12&until=2024-09-23')).toEqual(['offer expires', 'deal memo due']);
  expect(await kinds('from=2024-09-12T18:00:00Z&until=2024-09-22')).toEqual(['offer expires']);
  expect(await kinds('from=2024-12-08&until=2025-01-01')).toEqual(['long form due', 'licence window begins']);
  expect(await kinds('until=9999-12-31&from=2026-12-31')).toEqual(['mandate window ends', 'licence window ends']);
  expect(await kinds('film=eden-2024&buyer=neon&kind=release,delivery due')).toEqual(['delivery due', 'release']);
  expect(await kinds('buyer=MUBI')).toEqual(['offer expires']);
});

it('says what is overdue; what passes by itself is gone', async () => {
  const server = await slate();
  server.clock.moveTo('2024-10-01T23:00:00.000Z');
  await enter(server, `${FILM}/notes`, { text: 'Everything that lapses has lapsed.' });
  const now = await deadlines(server);
  expect(told(now).slice(0, 2)).toEqual([
    ['delivery due', '2024-10-01', false],
    ['release', '2024-11-30', false],
  ]);
  server.clock.moveTo('2024-12-09T00:00:00.000Z');
  expect(told(await deadlines(server, 'overdue=true'))).toEqual([
    ['delivery due', '2024-10-01', true],
    ['release', '2024-11-30', true],
    ['long form due', '2024-12-08', true],
  ]);
  expect(told(await deadlines(server, 'overdue=false')).map(([kind]) => kind)).toEqual([
    'licence window begins',
    'mandate window ends',
    'licence window ends',
  ]);
  const deal = (await server.get('/api/films/eden-2024/deals')).body['items'] as readonly { readonly dealId: string }[];
  const path = `/eden-2024/deals/${deal[0]?.dealId ?? ''}`;
  await enter(server, `${path}/delivery`, {});
  await enter(server, `${path}/long-form`, {});
  await enter(server, '/eden-2024/releases', { distributor: 'Neon', rights: { territories: 'France' } });
  expect(await deadlines(server, 'overdue=true')).toEqual([]);
});

it('pages through all kinds, however they are counted, without a gap or a double', async () => {
  const server = await slate();
  for (const size of [1, 2, 3, 7]) {
    const rows: Deadline[] = [];
    let next: string | undefined = `/api/deadlines?limit=${String(size)}`;
    while (next !== undefined) {
      const page: Awaited<ReturnType<Server['get']>> = await server.get(next);
      rows.push(...(page.body['items'] as readonly Deadline[]));
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(rows.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(EVERYTHING);
  }
});

it.each([
  ['from=yesterday', 400, 'invalid-input'],
  ['until=2024-02-30', 400, 'invalid-input'],
  ['from=2024-09-12&until=2024-09-11', 400, 'invalid-input'],
  ['kind=birthday', 400, 'invalid-input'],
  ['overdue=perhaps', 400, 'invalid-input'],
  ['cursor=abc', 400, 'invalid-input'],
  ['film=nope', 404, 'film-not-found'],
  ['buyer=Nobody', 404, 'buyer-not-found'],
])('answers %s with %i', async (query, status, code) => {
  const server = await slate();
  expect(await server.get(`/api/deadlines?${query}`)).toMatchObject({ status, body: { type: `/problems/${code}` } });
});
