import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { xlsxOf, xlsxRow } from '#testing';
import type { Answer, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ROWS = ['Film,Buyer,Territory,Media,MG,Status,Date', 'K-Pops!,Neon,US,all rights,$2.5m,offer,2024-07-02'].join(
  '\n',
);

const post = (server: Server, body: string | Buffer, query = '', type = 'text/csv'): Promise<Answer> =>
  server.send(`/api/imports${query}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });

async function withFilm(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
  const server = await servers.start({ environment });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  return server;
}

it('imports a spreadsheet: first dry, then for good, then without any change', async () => {
  const server = await withFilm();
  const head = await server.head();
  const dry = await post(server, ROWS, '?dryRun=true&file=offers.csv');
  expect([dry.status, dry.body['counts'], await server.head()]).toMatchObject([200, { events: 1 }, head]);
  expect(dry.body['columns']).toContainEqual({ column: 'MG', field: 'guarantee' });

  const wet = await post(server, ROWS, '?file=offers.csv');
  expect(wet.body['counts']).toMatchObject({ rows: { recorded: 1 }, events: 1 });
  const { body } = await server.get('/api/films/k-pops-2024/offers');
  expect(body['items']).toMatchObject([
    { buyer: 'Neon', terms: { guarantee: { minor: 250_000_000, currency: 'USD' } } },
  ]);
  const history = await server.get('/api/films/k-pops-2024/history');
  expect(history.body['items']).toMatchObject([
    { type: 'FilmRegistered' },
    { type: 'OfferMade', source: { kind: 'import', file: 'offers.csv', row: 'row 2' } },
  ]);

  const again = await post(server, ROWS);
  expect(again.body['counts']).toMatchObject({ rows: { 'already recorded': 1 }, events: 0 });
});

it('finds a film that was recorded in the instant before', async () => {
  const server = await servers.start();
  for (let year = 2000; year < 2010; year += 1) {
    await enter(server, '', { title: 'Relay', year, directors: ['A'], occurredAt: '2024-07-01' });
    const file = `Film,Year,Buyer,Territory,MG,Date\nRelay,${String(year)},Neon,US,$1m,2024-07-02`;
    expect((await post(server, file)).body['counts']).toMatchObject({ events: 1 });
  }
});

it('imports a workbook, by its content, with a mapping', async () => {
  const server = await withFilm();
  const rows = [
    xlsxRow(1, 'Werk', 'Käufer', 'Gebiet', 'Preis', 'Datum'),
    xlsxRow(2, 'K-Pops!', 'Mubi', 'GAS', { xml: '<c><v>75000</v></c>' }, '09/07/23'),
  ];
  const file = xlsxOf(`<sheetData>${rows.join('')}</sheetData>`);
  const maps = ['Werk=film', 'Käufer=buyer', 'Gebiet=territories', 'Preis=guarantee', 'Datum=date'];
  const query = `?dates=dmy&currency=EUR&${maps.map((map) => `map=${encodeURIComponent(map)}`).join('&')}`;
  for (const type of [XLSX, 'application/octet-stream']) {
    const { status, body } = await post(server, file, query, type);
    expect([status, body['format'], body['sheet']]).toEqual([200, 'xlsx', 'Deals']);
  }
  const { body } = await server.get('/api/films/k-pops-2024/offers');
  expect(body['items']).toMatchObject([{ buyer: 'Mubi', terms: { guarantee: { minor: 7_500_000, currency: 'EUR' } } }]);
});

it('imports a chronicle', async () => {
  const server = await servers.start({ now: '2026-11-01T12:00:00.000Z' });
  const films = readFileSync(join(__dirname, '../../data/films.json'), 'utf8');
  const { status, body } = await post(server, films, '?file=films.json', 'application/json');
  expect([status, body['counts']]).toMatchObject([200, { films: { recorded: 33 }, events: 238 }]);
});

it('hands out templates that it can read itself', async () => {
  const server = await servers.start();
  for (const [name, type] of [
    ['xlsx', XLSX],
    ['csv', 'text/csv; charset=utf-8'],
  ] as const) {
    const answer = await fetch(`${server.url}/api/imports/template.${name}`);
    expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      type,
      `attachment; filename="offers.${name}"`,
    ]);
    const { status, body } = await post(server, Buffer.from(await answer.arrayBuffer()));
    expect([status, body['leftOut']]).toMatchObject([200, [{ row: 'row 2' }, { row: 'row 3' }]]);
  }
});

it('answers bad input with its problem, and records nothing', async () => {
  const server = await withFilm({ OVATION_IMPORT_LIMIT: '2000000', OVATION_BODY_LIMIT: '1024' });
  const head = await server.head();
  const long = `${ROWS}\n${'x'.repeat(33_000)}`;
  const many = `${ROWS}\n${'K-Pops!,Neon\n'.repeat(101_000)}`;
  const cases: readonly (readonly [
    body: string | Buffer,
    query: string,
    type: string,
    status: number,
    code: string,
  ])[] = [
    ['', '', 'text/csv', 400, 'spreadsheet-unreadable'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), '', XLSX, 400, 'spreadsheet-unreadable'],
    [xlsxOf('').subarray(0, 200), '', XLSX, 400, 'spreadsheet-unreadable'],
    ['[]', '', 'text/csv', 400, 'spreadsheet-unreadable'],
    ['a,b\n1,2', '', 'text/csv', 400, 'spreadsheet-columns'],
    [ROWS, '?map=MG', 'text/csv', 400, 'spreadsheet-columns'],
    [ROWS, '?sheet=Deals', 'text/csv', 400, 'spreadsheet-columns'],
    [ROWS, '?dates=ymd', 'text/csv', 400, 'invalid-input'],
    [ROWS, '?dryRun=perhaps', 'text/csv', 400, 'invalid-input'],
    [ROWS, '?frobnicate=1', 'text/csv', 400, 'invalid-input'],
    [ROWS, '?currency=usd', 'text/csv', 400, 'invalid-input'],
    [long, '', 'text/csv', 413, 'spreadsheet-too-large'],
    [many, '', 'text/csv', 413, 'spreadsheet-too-large'],
    ['x'.repeat(2_000_001), '', 'text/csv', 413, 'body-too-large'],
    [ROWS, '', 'application/pdf', 415, 'unsupported-media-type'],
    ['{"title": "Eden"}', '', 'application/json', 400, 'invalid-input'],
    ['[{"title": ', '', 'application/json', 400, 'malformed-json'],
  ];
  for (const [body, query, type, status, code] of cases) {
    const answer = await post(server, body, query, type);
    expect([body.slice(0, 40), query, answer.status, answer.body['type']]).toEqual([
      body.slice(0, 40),
      query,
      status,
      `/problems/${code}`,
    ]);
    expect(answer.body['detail']).toMatch(/^\S.*[.?]$/s);
  }
  expect(await server.head()).toBe(head);
});

it('reads files nowhere else, and larger bodies neither', async () => {
  const server = await withFilm({ OVATION_BODY_LIMIT: '1024' });
  const send = (body: string, type: string) =>
    server.send('/api/films', { method: 'POST', headers: { 'content-type': type }, body });
  const file = await send(ROWS, 'text/csv');
  expect([file.status, file.body['detail']]).toEqual([
    415,
    'Send the body as JSON, with the header content-type: application/json.',
  ]);
  expect((await send(JSON.stringify({ title: 'x'.repeat(2_000) }), 'application/json')).status).toBe(413);
});
