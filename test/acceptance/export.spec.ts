import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { RecordedText } from '#event-store';
import { importExport } from '#event-store/cloud-events';
import { digestLog } from '#event-store/copy';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();
const EXPORT = '/api/audit/export';
const FORMULA = '=HYPERLINK("http://x.example","Eden")';

/** Two films, an offer that is corrected, one that is retracted, and rates. */
async function record(server: Server): Promise<{ readonly offer: string; readonly correction: string }> {
  await enter(server, '', { title: FORMULA, year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  server.clock.moveTo('2024-09-08T09:00:00.000Z');
  const film = '/k-pops-2024';
  await enter(server, `${film}/screenings`, { venue: 'Roy Thomson Hall', occurredAt: '2024-09-07' });
  const offer = await enter(server, `${film}/offers`, {
    buyer: '+1 Pictures',
    rights: { territories: 'Benelux', media: 'all rights' },
    terms: { guarantee: { minor: 2_500_000_69, currency: 'USD' } },
  });
  server.clock.moveTo('2024-09-10T09:00:00.000Z');
  await enter(server, `${film}/offers/${offer.id}/decline`, { reason: 'too low', occurredAt: '2024-09-09' });
  server.clock.moveTo('2024-09-12T09:00:00.000Z');
  const correction = await enter(server, `${film}/corrections`, {
    corrects: offer.id,
    changes: { buyer: 'Plus One Pictures' },
    source: { kind: 'press', outlet: 'Screen', address: 'https://example.org/a' },
  });
  return { offer: offer.id, correction: correction.id };
}

const bytesOf = async (server: Server, query: string): Promise<Buffer> => {
  const answer = await fetch(`${server.url}${EXPORT}?${query}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

it('answers the log in lines, of which the same log can be made, of all and of one film, now and then', async () => {
  const server = await servers.start();
  await record(server);
  const folder = mkdtempSync(join(tmpdir(), 'ovation-export-'));
  const store = openSqliteEventStore({ file: join(folder, 'log.db') });
  try {
    const all = await bytesOf(server, 'format=jsonl');
    const inOnePart = async function* () {
      yield await Promise.resolve(all);
    };
    await importExport(inOnePart, store);
    expect(await digestLog(store)).toStrictEqual(await digestLog(server.stores.store));

    const subjects = (file: Buffer) =>
      file
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; time?: string; data: { film?: { slug: string } } });
    const film = subjects(await bytesOf(server, 'format=jsonl&film=k-pops-2024'));
    expect(film.map(({ type }) => type)).toStrictEqual([
      ...[
        'SlugClaimed',
        'FilmRegistered',
        'FilmScreened',
        'OfferMade',
        'OfferDeclined',
        'EntryCorrected',
        'ExportEnded',
      ],
    ]);
    expect(film.at(-1)?.data.film).toMatchObject({ slug: 'k-pops-2024', title: 'K-Pops!' });
    const then = subjects(await bytesOf(server, 'format=jsonl&film=k-pops-2024&knownAt=2024-09-08T09:00:00Z'));
    expect(then.map(({ type }) => type)).toStrictEqual([
      ...['SlugClaimed', 'FilmRegistered', 'FilmScreened', 'OfferMade', 'ExportEnded'],
    ]);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});

it('answers a table for people, in which no text is a formula and what was corrected says so', async () => {
  const server = await servers.start();
  const { offer, correction } = await record(server);
  const rowsOf = async (query: string) =>
    parse<Readonly<Record<string, string>>>(await bytesOf(server, `format=csv${query}`), { bom: true, columns: true });
  const rows = await rowsOf('');
  expect(rows.map(({ What }) => What)).toStrictEqual([
    `'${FORMULA} (2024), directed by Ron Howard, is registered`,
    'K-Pops! (2024), directed by Anderson .Paak, is registered',
    'Screened: Roy Thomson Hall',
    "'+1 Pictures offers USD 2,500,000.69 for Benelux, all rights",
    'The offer of +1 Pictures is declined: too low',
    'Corrected: "+1 Pictures offers USD 2,500,000.69 for Benelux, all rights": buyer is Plus One Pictures',
  ]);
  expect(rows[3]).toMatchObject({
    Happened: expect.stringContaining('8 September 2024') as string,
    'First day': '2024-09-08',
    'Recorded at': '2024-09-08T09:00:00.000Z',
    Film: 'K-Pops!',
    Standing: 'corrected',
    'Amended by': correction,
    Buyer: "'+1 Pictures",
    Currency: 'USD',
    'Guarantee from': '2500000.69',
    'Guarantee to': '2500000.69',
    Rights: 'Benelux, all rights',
    Event: offer,
  });
  expect(rows[5]).toMatchObject({ 'On whose word': 'Screen', Source: 'press, https://example.org/a' });
  const asOf = await rowsOf('&film=k-pops-2024&asOf=2024-09-07');
  expect(asOf.map(({ Type }) => Type)).toStrictEqual(['FilmRegistered', 'FilmScreened']);
  const knownAt = await rowsOf('&film=k-pops-2024&knownAt=2024-09-11');
  expect(knownAt.map(({ Standing }) => Standing)).toStrictEqual(Array.from({ length: 4 }, () => 'as recorded'));
});

it('answers a workbook, and the dossier of a film on paper, the same bytes for the same moment', async () => {
  const server = await servers.start();
  await record(server);
  const workbook = await fetch(`${server.url}${EXPORT}?format=xlsx&film=k-pops-2024`);
  expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
  expect(workbook.headers.get('content-disposition')).toContain('k-pops-2024-2024-09-12.xlsx');
  expect(Buffer.from(await workbook.arrayBuffer()).subarray(0, 2)).toStrictEqual(Buffer.from('PK'));
  const pdf = (asOf: string) =>
    bytesOf(server, `format=pdf&film=k-pops-2024&asOf=${asOf}&knownAt=2024-09-12T09:00:00Z`);
  const first = await pdf('2024-09-09');
  expect(first.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*pdfaid:part>2</);
  server.clock.moveTo('2024-09-13T09:00:00.000Z');
  await enter(server, '/k-pops-2024/notes', { text: 'Told later.', occurredAt: '2024-09-08' });
  expect((await pdf('2024-09-09')).equals(first)).toBe(true);
  expect((await pdf('2024-09-08')).equals(first)).toBe(false);
});

it.each([
  ['format=docx', 400, { fields: [{ field: 'format' }] }],
  ['', 400, { fields: [{ field: 'format' }] }],
  ['format=pdf', 400, { fields: [{ field: 'film' }] }],
  ['format=jsonl&asOf=2024-09-07', 400, { fields: [{ field: 'asOf' }] }],
  ['format=csv&knownAt=2031-01-01', 400, { fields: [{ field: 'knownAt' }] }],
  ['format=csv&film=nowhere-2024', 404, { type: expect.stringMatching(/film-not-found$/) as string }],
  ['format=pdf&film=k-pops-2024&asOf=2020-01-01', 404, { type: expect.stringMatching(/film-not-found$/) as string }],
  [
    'format=jsonl&film=k-pops-2024&knownAt=2020-01-01',
    404,
    { type: expect.stringMatching(/film-not-found$/) as string },
  ],
])('refuses %s with %d and a sentence', async (query, status, body) => {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const answer = await server.get(`${EXPORT}?${query}`);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject(body);
});

it('is made as fast as it is taken, and ends with whoever takes it', async () => {
  const server = await servers.start();
  const { id } = await enter(server, '', {
    title: 'Eden',
    year: 2024,
    directors: ['Ron Howard'],
    occurredAt: '2024-07-01',
  });
  const { store } = server.stores;
  const asItWas = store.readAllText?.bind(store);
  let pages = 0;
  let ended: () => void = () => undefined;
  const isEnded = new Promise<void>((done) => {
    ended = done;
  });
  const text: RecordedText = {
    ...{ id, stream: 'film-1', revision: 0n, position: '' as RecordedText['position'], type: 'NoteTaken' },
    ...{ data: `{"text":"${'a'.repeat(1_000)}"}`, metadata: '{}', recordedAt: '2024-09-06T09:00:00.000Z' },
  };
  const page = Array.from({ length: 250 }, () => text);
  store.readAllText = async function* () {
    try {
      for (;;) {
        pages += 1;
        yield await Promise.resolve(page);
      }
    } finally {
      ended();
    }
  };
  try {
    const request = httpGet(`${server.url}${EXPORT}?format=jsonl`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response, 'readable');
    // Somebody who takes no more: what is under way fills what the system keeps for a connection, and no more.
    for (let turn = 0; turn < 50; turn += 1) await server.get('/health/live');
    expect(pages).toBeLessThan(200);
    response.destroy();
    await isEnded;
  } finally {
    if (asItWas === undefined) Reflect.deleteProperty(store, 'readAllText');
    else store.readAllText = asItWas;
  }
});
