import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface Case {
  readonly says: string;
  /** Below `/api/films`. */
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  /** Fields that are named, in the order of their names. */
  readonly fields?: readonly string[];
}

/** What a case was answered. */
interface Told {
  readonly says: string;
  readonly status: number;
  readonly type: unknown;
  readonly fields: readonly string[] | undefined;
}

const usd = (minor: unknown, currency: unknown = 'USD') => ({ guarantee: { minor, currency } });
const offer = (more: object) => ({ buyer: 'Neon', rights: { territories: 'US' }, ...more });
const invalid = (
  says: string,
  path: string,
  body: unknown,
  fields: readonly string[],
  headers: Case['headers'] = {},
): Case => ({ says, path, body, headers, status: 400, code: 'invalid-input', fields });
const refused = (says: string, path: string, body: unknown, status: number, code: string): Case => ({
  says,
  path,
  body,
  status,
  code,
});

/** @param dead Id of an offer that was declined. */
const cases = (dead: string): readonly Case[] => [
  invalid('a missing field', '', { year: 2024, directors: ['A'] }, ['title']),
  invalid('a blank title', '', { title: '  ', year: 2024, directors: ['A'] }, ['title']),
  invalid('no director', '', { title: 'A', year: 2024, directors: [] }, ['directors']),
  invalid('an unknown field', `${FILM}/screenings`, { venu: 'Roy Thomson Hall' }, ['venu']),
  invalid('an unknown field within another', `${FILM}/offers`, offer({ terms: { garantee: {} } }), ['terms.garantee']),
  invalid('an id of the path in the body', `${FILM}/offers/${dead}/accept`, { offerId: dead }, ['offerId']),
  invalid('an impossible date', `${FILM}/screenings`, { occurredAt: '2024-02-30' }, ['occurredAt']),
  invalid('a future occurrence', `${FILM}/screenings`, { occurredAt: '2024-12-01' }, ['occurredAt']),
  invalid('an occurrence before there were films', `${FILM}/screenings`, { occurredAt: '1700' }, ['occurredAt']),
  invalid(
    'a precision finer than the date',
    `${FILM}/notes`,
    { text: 'a', occurredAt: '2024', occurredPrecision: 'day' },
    ['occurredAt'],
  ),
  invalid('negative minor units', `${FILM}/offers`, offer({ terms: usd(-1) }), ['terms.guarantee.minor']),
  invalid('fractional minor units', `${FILM}/offers`, offer({ terms: usd(1.5) }), ['terms.guarantee.minor']),
  invalid('minor units as a text', `${FILM}/offers`, offer({ terms: usd('100') }), ['terms.guarantee.minor']),
  invalid('more minor units than a number holds exactly', `${FILM}/offers`, offer({ terms: usd(2 ** 53) }), [
    'terms.guarantee.minor',
  ]),
  invalid('an unknown currency', `${FILM}/offers`, offer({ terms: usd(100, 'USB') }), ['terms.guarantee.currency']),
  invalid('minor units without a currency', `${FILM}/offers`, offer({ terms: { guarantee: { minor: 1 } } }), [
    'terms.guarantee.currency',
  ]),
  invalid('a bonus that is no amount', `${FILM}/offers`, offer({ terms: { guaranteedBonuses: [{ minor: 1.5 }] } }), [
    'terms.guaranteedBonuses[0].minor',
  ]),
  invalid('a list where an object is expected', `${FILM}/offers`, offer({ terms: [] }), ['terms']),
  invalid('an unknown territory', `${FILM}/offers`, offer({ rights: { territories: 'Germny' } }), [
    'rights.territories',
  ]),
  invalid('an unknown medium', `${FILM}/offers`, offer({ rights: { territories: 'US', media: 'SVODD' } }), [
    'rights.media',
  ]),
  invalid(
    'a window that ends before it begins',
    `${FILM}/offers`,
    offer({
      rights: { territories: 'US', from: '2025-01-01', to: '2024-01-01' },
    }),
    ['rights.to'],
  ),
  invalid('a press source without an outlet', `${FILM}/notes`, { text: 'a', source: { kind: 'press' } }, [
    'source.outlet',
  ]),
  invalid('an unknown kind of source', `${FILM}/notes`, { text: 'a', source: { kind: 'rumour' } }, ['source.kind']),
  invalid('a body that is a list', `${FILM}/notes`, [], ['body']),
  invalid('a body that is a text', `${FILM}/notes`, 'note', ['body']),
  invalid('a NUL character', `${FILM}/notes`, { text: 'a\0b' }, ['text']),
  invalid('a lone surrogate', `${FILM}/notes`, { text: 'a\ud800b' }, ['text']),
  invalid('a malformed If-Match', `${FILM}/notes`, { text: 'a' }, ['If-Match'], { 'if-match': '2' }),
  invalid('a weak If-Match', `${FILM}/notes`, { text: 'a' }, ['If-Match'], { 'if-match': 'W/"2"' }),
  invalid('an empty key', `${FILM}/notes`, { text: 'a' }, ['Idempotency-Key'], { 'idempotency-key': '' }),
  invalid('a key that is too long', `${FILM}/notes`, { text: 'a' }, ['Idempotency-Key'], {
    'idempotency-key': 'k'.repeat(201),
  }),
  refused(
    'a correction that does not fit the entry',
    `${FILM}/corrections`,
    { corrects: dead, changes: { buyer: 7 } },
    400,
    'invalid-input',
  ),
  refused(
    'a field that cannot be corrected',
    `${FILM}/corrections`,
    { corrects: dead, changes: { offerId: 'x' } },
    400,
    'invalid-input',
  ),
  refused('an unknown film', '/nowhere-2024/notes', { text: 'a' }, 404, 'film-not-found'),
  refused('an unknown film, by id', `/${NOBODY}/notes`, { text: 'a' }, 404, 'film-not-found'),
  refused('an unknown offer', `${FILM}/offers/${NOBODY}/accept`, {}, 404, 'offer-not-found'),
  refused('an unknown deal', `${FILM}/deals/${NOBODY}/long-form`, {}, 404, 'deal-not-found'),
  refused('an unknown entry', `${FILM}/retractions`, { retracts: NOBODY }, 404, 'entry-not-found'),
  refused('a dead offer', `${FILM}/offers/${dead}/accept`, {}, 409, 'offer-is-dead'),
  {
    says: 'a revision that is not the current one',
    path: `${FILM}/notes`,
    body: { text: 'a' },
    headers: { 'if-match': '"0"' },
    status: 412,
    code: 'revision-mismatch',
  },
];

async function withDeadOffer(): Promise<{ readonly server: Server; readonly dead: string }> {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const { id } = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'Italy' } });
  await enter(server, `${FILM}/offers/${id}/decline`);
  return { server, dead: id };
}

it('answers every bad input with its problem and its fields, and records nothing', async () => {
  const { server, dead } = await withDeadOffer();
  const head = await server.head();
  const answered: Told[] = [];
  for (const { says, path, body, headers = {} } of cases(dead)) {
    const { status, headers: got, body: problem } = await server.post(`/api/films${path}`, body, headers);
    const fields = problem['fields'] as readonly { readonly field: string }[] | undefined;
    expect(problem).toMatchObject({
      status,
      title: expect.any(String) as unknown,
      detail: expect.any(String) as unknown,
      instance: `/api/films${path}`,
    });
    expect([says, got.get('content-type')]).toEqual([says, 'application/problem+json; charset=utf-8']);
    expect([says, await server.head()]).toEqual([says, head]);
    answered.push({ says, status, type: problem['type'], fields: fields?.map(({ field }) => field) });
  }
  expect(answered).toEqual(
    cases(dead).map(({ says, status, code, fields }) => ({
      says,
      status,
      type: `/problems/${code}`,
      fields: fields ?? answered.find((one) => one.says === says)?.fields,
    })),
  );
});

it('proposes names that may have been meant', async () => {
  const { server } = await withDeadOffer();
  const territory = await server.post(`/api/films${FILM}/offers`, offer({ rights: { territories: 'Germny' } }));
  expect(territory.body['fields']).toMatchObject([
    { field: 'rights.territories', nearest: expect.arrayContaining(['Germany']) as unknown },
  ]);
  const field = await server.post(`/api/films${FILM}/screenings`, { venu: 'Roy Thomson Hall' });
  expect(field.body['fields']).toEqual([
    { field: 'venu', message: 'is not a field of this request', nearest: expect.arrayContaining(['venue']) as unknown },
  ]);
  const buyer = await server.get('/api/offers?buyer=Neom');
  expect(buyer).toMatchObject({
    status: 404,
    body: { type: '/problems/buyer-not-found', fields: [{ field: 'buyer', nearest: ['Neon'] }] },
  });
  expect((await server.get('/api/offers?buyer=NEON')).body['items']).toHaveLength(1);
});

describe('a body that cannot be read', () => {
  const json = { 'content-type': 'application/json' };
  const deep = (levels: number) => `${'{"text":'.repeat(levels)}1${'}'.repeat(levels)}`;
  it.each([
    ['is not JSON', json, '{"text": "a",}', 400, 'malformed-json', /position 13 \(line 1, column 14\)/],
    ['ends too early', json, '{"text": "a"', 400, 'malformed-json', /position|too early/],
    ['is not UTF-8', json, Buffer.from([0x22, 0xff, 0x22]), 400, 'malformed-json', /UTF-8/],
    ['is too deep', json, deep(40), 400, 'invalid-input', /levels/],
    ['is absurdly deep', json, `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 400, 'invalid-input', /levels/],
    ['has __proto__', json, '{"text":"a","__proto__":{"admin":true}}', 400, 'invalid-input', /__proto__/],
    ['has a constructor', json, '{"text":"a","constructor":{"prototype":{}}}', 400, 'invalid-input', /constructor/],
    ['has a number beyond numbers', json, '{"text":"a","n":1e999}', 400, 'invalid-input', /too large/],
    ['is too large', json, JSON.stringify({ text: 'a'.repeat(1_048_577) }), 413, 'body-too-large', /larger/],
    [
      'is a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'text=a',
      415,
      'unsupported-media-type',
      /JSON/,
    ],
    ['is plain text', { 'content-type': 'text/plain' }, 'a', 415, 'unsupported-media-type', /JSON/],
    ['has no type', {}, Buffer.from('{}'), 415, 'unsupported-media-type', /JSON/],
  ])('%s', async (_says, headers, body, status, code, detail) => {
    const { server } = await withDeadOffer();
    const head = await server.head();
    const answer = await server.send(`/api/films${FILM}/notes`, { method: 'POST', headers, body });
    expect(answer).toMatchObject({
      status,
      body: { type: `/problems/${code}`, detail: expect.stringMatching(detail) as unknown },
    });
    expect(await server.head()).toBe(head);
  });
});

it('answers addresses and parameters that cannot be with a problem', async () => {
  const { server } = await withDeadOffer();
  const told = async (path: string) => {
    const { status, body } = await server.get(path);
    const fields = body['fields'] as readonly { readonly field: string }[] | undefined;
    return [path, status, body['type'], ...(fields ?? []).map(({ field }) => field)];
  };
  const expected = [
    ['/api/nothing', 404, '/problems/route-not-found'],
    ['/api/films/%00', 404, '/problems/film-not-found'],
    ['/api/films/%ff', 400, '/problems/bad-request'],
    [`/api/films/${'a'.repeat(400)}`, 404, '/problems/film-not-found'],
    ['/api/films/nowhere-2024', 404, '/problems/film-not-found'],
    [`/api/films/${NOBODY}/history`, 404, '/problems/film-not-found'],
    [`/api/films${FILM}/offers/${NOBODY}`, 404, '/problems/offer-not-found'],
    [`/api/films${FILM}/deals/${NOBODY}`, 404, '/problems/deal-not-found'],
    ['/api/offers?film=nowhere-2024', 404, '/problems/film-not-found'],
    [`/api/audit/events/${NOBODY}`, 404, '/problems/event-not-found'],
    ['/problems/none', 404, '/problems/problem-not-found'],
    ['/api/slate?phase=sold', 400, '/problems/invalid-input', 'phase'],
    ['/api/slate?sort=price', 400, '/problems/invalid-input', 'sort'],
    ['/api/slate?limit=0', 400, '/problems/invalid-input', 'limit'],
    ['/api/slate?limit=201', 400, '/problems/invalid-input', 'limit'],
    ['/api/slate?limit=ten', 400, '/problems/invalid-input', 'limit'],
    ['/api/slate?cursor=abc', 400, '/problems/invalid-input', 'cursor'],
    ['/api/slate?cursor=a&cursor=b', 400, '/problems/invalid-input', 'cursor'],
    ['/api/slate?search=%00', 400, '/problems/invalid-input', 'search'],
    ['/api/slate?asOf=2024-02-30', 400, '/problems/invalid-input', 'asOf'],
    ['/api/slate?asOf=2030-01-01', 400, '/problems/invalid-input', 'asOf'],
    ['/api/slate?knownAt=soon', 400, '/problems/invalid-input', 'knownAt'],
    ['/api/slate?knownAt=2024-09-06T10:00:00Z', 400, '/problems/invalid-input', 'knownAt'],
    ['/api/audit/events?occurredFrom=2024-13-01', 400, '/problems/invalid-input', 'occurredFrom'],
    ['/api/audit/events?recordedTo=yesterday', 400, '/problems/invalid-input', 'recordedTo'],
    ['/api/audit/events?type=FilmSold', 400, '/problems/invalid-input', 'type'],
    ['/api/audit/events?role=producer', 400, '/problems/invalid-input', 'role'],
    ['/api/audit/events?source=rumour', 400, '/problems/invalid-input', 'source'],
    ['/api/audit/events?late=-1', 400, '/problems/invalid-input', 'late'],
    ['/api/audit/events?late=', 400, '/problems/invalid-input', 'late'],
    ['/api/audit/events?late=1.5', 400, '/problems/invalid-input', 'late'],
    ['/api/audit/events?late=1&late=2', 400, '/problems/invalid-input', 'late'],
    ['/api/audit/events?correlation=0123', 400, '/problems/invalid-input', 'correlation'],
    [`/api/audit/events?correlation=${'g'.repeat(32)}`, 400, '/problems/invalid-input', 'correlation'],
    ['/api/audit/events?about=neon', 400, '/problems/invalid-input', 'about'],
    [`/api/audit/events?about=${NOBODY}`, 404, '/problems/event-not-found'],
    ['/api/audit/events?amended=lost', 400, '/problems/invalid-input', 'amended'],
    ['/api/audit/events?search=%00', 400, '/problems/invalid-input', 'search'],
    ['/api/audit/events?occurredFrom=2024-02-01&occurredTo=2024-01-01', 400, '/problems/invalid-input', 'occurredTo'],
    ['/api/audit/events?recordedFrom=2024-02-01&recordedTo=2024-01-01', 400, '/problems/invalid-input', 'recordedTo'],
  ];
  expect(await Promise.all(expected.map(([path]) => told(String(path))))).toEqual(expected);
  const malformed = await server.send('/api/slate?atLeast=12', { method: 'GET' });
  expect(malformed).toMatchObject({ status: 400, body: { fields: [{ field: 'at-least' }] } });
  const wrongMethod = await server.send('/api/slate', { method: 'DELETE' });
  expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
