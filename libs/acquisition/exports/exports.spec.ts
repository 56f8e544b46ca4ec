import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import { utcDay } from '#acquisition/domain';
import type { QuerySources, ViewTables } from '#acquisition/views';
import { querySources } from '#acquisition/views';
import type { EventStore } from '#event-store';
import { openEvidenceFolder } from '#evidence/folder';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import type { ExportFormat } from '.';
import { openExport } from '.';
import { readFilm } from './dossier/film-report';
import { createReport } from './dossier/report';
import type { Report } from './dossier/report';
import { SECTIONS } from './dossier/sections';
import { pinMoment } from './pinned-moment';
import { workbook } from './workbook';

const NOW = '2026-06-01T12:00:00.000Z';
const TITLES = ['CODA', 'K-Pops!'];
const MOMENT = { asOf: '2021-02-01', knownAt: NOW };

let folder: string;
let store: EventStore;
let readStore: ReadStore<ViewTables>;
let sources: QuerySources;

/** Two films of the chronicle that comes along; nothing is recorded by any test. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
  store = openSqliteEventStore({ file: join(folder, 'log.db'), now: () => Date.parse(NOW) });
  readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  const clock = { now: () => NOW, dayOf: utcDay };
  const settings = { pageLimit: 5, cachedFilms: 10, memoDays: 30, longFormDays: 60 };
  const evidence = openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 1_000, readOnly: true });
  sources = querySources({ store, db: readStore.db, evidence, clock, ...settings });
  const all = JSON.parse(readFileSync(join(__dirname, '../../../data/films.json'), 'utf8')) as { title: string }[];
  const chronicle = JSON.stringify(all.filter(({ title }) => TITLES.includes(title)));
  const target = { store, directory: sources.directory, clock, actor: { user: 'agent', role: 'sales agent' } };
  await importChronicle(target, readChronicle(chronicle), { file: 'films.json' });
});
afterAll(async () => {
  await readStore.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function bytesOf(format: ExportFormat, asked: Parameters<typeof openExport>[2]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await openExport(sources, format, asked)).content) parts.push(part);
  return Buffer.concat(parts);
}

/** What a report is told, and nothing drawn. */
function recordingReport(): Report & { readonly told: unknown[] } {
  const told: unknown[] = [];
  const keep =
    (what: string) =>
    (...args: readonly unknown[]): void =>
      void told.push([what, ...args]);
  return {
    told,
    title: keep('title'),
    heading: keep('heading'),
    text: keep('text'),
    small: keep('small'),
    facts: keep('facts'),
    table: (columns, rows) => void told.push(['table', columns.map(({ head }) => head), rows]),
    hasBoxes: false,
    end: () => Promise.resolve(Buffer.alloc(0)),
  };
}

describe('the dossier', () => {
  it('tells where a film stands and why, and names the entry and the source of everything', async () => {
    const filmId = (await sources.directory.find('coda-2021')) ?? '';
    const film = await readFilm(sources, filmId, pinMoment(MOMENT, sources));
    const report = recordingReport();
    for (const section of SECTIONS) section(report, film);
    expect(report.told).toContainEqual(['title', 'Dossier of a film', 'CODA', '2021, directed by Siân Heder']);
    expect(report.told).toContainEqual([
      'facts',
      [
        ['What had happened by', '1 February 2021, to its end'],
        ['As it was recorded by', '1 June 2026, 12:00:00 UTC'],
      ],
    ]);
    const headings = report.told.flatMap((one) => ((one as string[])[0] === 'heading' ? [(one as string[])[1]] : []));
    expect(headings).toStrictEqual([
      ...['Where it stands', 'Rights: what is sold where, and what is free', 'Deals', 'Offers', 'Timeline'],
      ...['Sources and evidence', 'Proof', 'About this document'],
    ]);
    const text = JSON.stringify(report.told);
    expect(text).toContain('["Phase","acquired"]');
    expect(text).toContain('USD 25,000,000 (just north of $25 million)');
    expect(text).toContain('"declined\\nlost after a pitched battle with Apple"');
    expect(text).not.toContain('Released by Apple');
    const tables = report.told.filter((one) => (one as unknown[])[0] === 'table') as [string, string[], string[][]][];
    const timeline = tables.find(([, columns]) => columns[1] === 'Happened')?.[2] ?? [];
    expect(timeline.map(([number]) => number)).toStrictEqual(film.entries.map((_entry, n) => `[${String(n + 1)}]`));
    const cited = tables.find(([, columns]) => columns[1] === 'On whose word')?.[2] ?? [];
    expect(cited.map(([number]) => number)).toContain('S2');
    for (const row of timeline)
      for (const number of row[3]?.match(/S\d+/g) ?? []) expect(cited.flat()).toContain(number);
  });

  it('is the same bytes for the same moment, and other bytes for another', async () => {
    const first = await bytesOf('pdf', { film: 'coda-2021', ...MOMENT });
    expect((await bytesOf('pdf', { film: 'coda-2021', ...MOMENT })).equals(first)).toBe(true);
    expect((await bytesOf('pdf', { film: 'coda-2021', ...MOMENT, asOf: '2021-01-29' })).equals(first)).toBe(false);
  });

  it('has pages for a text that is longer than one, and says when a letter is not in its font', async () => {
    const report = createReport({ title: 'Děti', subject: 'Rebel Wilson’s Děti', date: new Date(NOW) });
    report.title('Dossier', 'Rebel Wilson’s Děti', 'Дети, Παιδιά, ילדים, أطفال');
    expect(report.hasBoxes).toBe(false);
    report.table(
      [
        { head: 'A', width: 1 },
        { head: 'B', width: 2 },
      ],
      [['short', 'word '.repeat(3_000)], ...Array.from({ length: 80 }, (_, n) => [String(n), 'row'])],
    );
    report.text('孩子');
    expect(report.hasBoxes).toBe(true);
    const pages = (await report.end('foot')).toString('latin1').match(/\/Type \/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThan(12);
  });
});

/** Files of a workbook by their names. */
function filesIn(workbook: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (let at = workbook.indexOf('PK\u0001\u0002'); at !== -1; at = workbook.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, size, nameLength] = [
      workbook.readUInt16LE(at + 10),
      workbook.readUInt32LE(at + 20),
      workbook.readUInt16LE(at + 28),
    ];
    const local = workbook.readUInt32LE(at + 42);
    const begins = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
    const content = workbook.subarray(begins, begins + size);
    files.set(
      workbook.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 0 ? content : inflateRawSync(content)).toString(),
    );
  }
  return files;
}

describe('the workbook', () => {
  it('has sheets of status, offers, deals and events, and no formula', async () => {
    const files = filesIn(await bytesOf('xlsx', MOMENT));
    const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toStrictEqual(['Status', 'Offers', 'Deals', 'Events', 'About']);
    const sheets = [...files].filter(([name]) => /^xl\/worksheets\/sheet\d\.xml$/.test(name));
    expect(sheets).toHaveLength(5);
    for (const [, sheet] of sheets) expect(sheet).not.toContain('<f');
    const text = [...files.values()].join('');
    for (const one of [
      'CODA',
      'Apple',
      'just north of $25 million',
      'lost after a pitched battle with Apple',
      '2021-02-01',
    ])
      expect(text).toContain(one);
    expect(text).not.toContain('K-Pops!');
  });

  it('has films in order of title, and tells how many events it has', async () => {
    const told: number[] = [];
    const file = await openExport(sources, 'xlsx', {}, { onProgress: (events) => told.push(events) });
    expect(told).toStrictEqual([]);
    const parts: Uint8Array[] = [];
    for await (const part of file.content) parts.push(part);
    const files = filesIn(Buffer.concat(parts));
    const textsOf = (sheet: number): readonly (string | undefined)[] =>
      [
        ...(files.get(`xl/worksheets/sheet${String(sheet)}.xml`) ?? '').matchAll(/<c r="A\d+"[^>]*><is><t>([^<]*)/g),
      ].map(([, text]) => text);
    expect(textsOf(1)).toStrictEqual(['Film', ...TITLES]);
    expect(textsOf(3).filter((title, n, all) => title !== all[n - 1])).toStrictEqual(['Film', ...TITLES]);
    expect(told.length).toBeGreaterThan(20);
    expect(files.get('xl/worksheets/sheet5.xml')).toContain(`<v>${String(told.length)}</v>`);
  });

  it.each([
    ['everything', {}],
    ['one film', { film: 'coda-2021' }],
    ['what had happened by a day', { asOf: '2021-02-01' }],
    ['what of a film had happened by a day', { film: 'coda-2021', asOf: '2021-02-01' }],
    ['what was known before', { knownAt: '2026-05-31' }],
  ])('of %s is refused before anything is made where it would have more events than it takes', async (_what, asked) => {
    let events = 0;
    const count = { onProgress: (told: number): void => void (events = told) };
    for await (const part of (await openExport(sources, 'csv', asked, count)).content)
      expect(part.length).toBeGreaterThan(0);
    await expect(workbook(sources, asked, {}, events)).resolves.toMatchObject({
      name: expect.stringMatching(/xlsx$/) as string,
    });
    await expect(workbook(sources, asked, {}, events - 1)).rejects.toMatchObject({
      message: expect.stringContaining(
        `would have more than ${String(events - 1)} events: ask for csv, or for one film`,
      ) as string,
    });
  });
});

describe('what is recorded of one film', () => {
  it('is told as its bytes are made', async () => {
    const told: number[] = [];
    const file = await openExport(sources, 'csv', { film: 'coda-2021' }, { onProgress: (events) => told.push(events) });
    for await (const part of file.content) expect(part.length).toBeGreaterThan(0);
    expect(told).toStrictEqual(told.map((_, n) => n + 1));
    expect(told.length).toBeGreaterThan(10);
  });
});
