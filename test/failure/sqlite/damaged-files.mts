/**
 * Flips one bit after the other, each in a fresh copy of a log, and says what the store makes of it: on standard output,
 * a line of JSON for each flip (Flipped).
 * Arguments: an empty folder, the seed, and how many flips of each kind of place.
 */
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore, NewEvent, RecordedEvent } from '#event-store';
import type * as eventStore from '#event-store';
import type * as sqlite from '#event-store/sqlite';

const require = createRequire(import.meta.url);
const { isEventStoreError, newId } = require('#event-store') as typeof eventStore;
const { openSqliteEventStore } = require('#event-store/sqlite') as typeof sqlite;

export interface Flipped {
  /** Kind of place, such as `leaf of events`. */
  readonly place: string;
  /**
   * What came of it. `unharmed`: everything is read as it was written. `told`: an error says so, before anything wrong
   * was read. `cut off`: a beginning of the log is read, and the rest is not there. `wrong`: something is read that was
   * never written. `unclassified`: an error that is none of the store's.
   */
  readonly outcome: 'unharmed' | 'told' | 'cut off' | 'wrong' | 'unclassified';
  /** The code of what was told, or what was wrong. */
  readonly detail?: string;
  /** The sentence that told it. */
  readonly sentence?: string;
}

const [folder = '', seed = '1', count = '1'] = process.argv.slice(2);
const PAGE = 4096;
const STREAMS = 12;
const EVENTS = 400;
const IN_WAL = 80;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

let state = Number(seed) >>> 0;
function chance(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

const eventOf = (number: number): NewEvent => ({
  id: newId(),
  type: number % 3 === 0 ? 'OfferMade' : 'NoteTaken',
  data: { number, text: 'Two buyers left before the end. '.repeat(number % 25 === 0 ? 400 : 1 + (number % 8)) },
  metadata: { user: 'agent', role: 'sales agent' },
});

async function fill(store: EventStore, from: number, to: number, revisions: bigint[]): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const stream = number % STREAMS;
    const before = revisions[stream];
    const answer = await store.append(`film-${String(stream)}`, before ?? 'no-stream', [eventOf(number)]);
    revisions[stream] = answer.revision;
  }
}

/** Two logs: one that was closed, with free pages in it, and one whose last events are in the write-ahead log only. */
async function makeLogs(): Promise<{ closed: string; open: string }> {
  const [making, closed, open] = ['making', 'closed', 'open'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [making, closed, open]) mkdirSync(each);
  const file = join(making, 'log.db');
  const revisions: bigint[] = [];
  const first = openSqliteEventStore({ file });
  await fill(first, 0, EVENTS - IN_WAL, revisions);
  await first.close();
  const database = new DatabaseSync(file);
  database.exec(
    `CREATE TABLE junk (data BLOB); INSERT INTO junk SELECT randomblob(3000) FROM events LIMIT 30; DROP TABLE junk`,
  );
  database.close();
  const second = openSqliteEventStore({ file });
  await fill(second, EVENTS - IN_WAL, EVENTS, revisions);
  for (const end of ['', '-wal']) cpSync(`${file}${end}`, join(open, `log.db${end}`));
  await second.close();
  cpSync(file, join(closed, 'log.db'));
  return { closed, open };
}

type Place = () => { readonly file: string; readonly offset: number };

/** Where the pages of each kind are; the first hundred bytes of the first one are the header of the file. */
function placesOf(closed: string, open: string): Map<string, Place> {
  const file = join(closed, 'log.db');
  const database = new DatabaseSync(file, { readOnly: true });
  const pages = new Map<string, number[]>();
  const used = new Set<number>();
  for (const { name, pageno, pagetype } of database.prepare('SELECT name, pageno, pagetype FROM dbstat').all()) {
    const of = name === 'events' || name === 'streams' || name === 'sqlite_schema' ? name : 'an index';
    const kind = `${pagetype === 'internal' ? 'interior' : String(pagetype)} of ${of}`;
    used.add(Number(pageno));
    if (pageno !== 1) pages.set(kind, [...(pages.get(kind) ?? []), Number(pageno)]);
  }
  const total = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
  database.close();
  pages.set(
    'free pages',
    Array.from({ length: total }, (_, index) => index + 1).filter((page) => !used.has(page)),
  );
  const places = new Map<string, Place>([
    ['header of the file', () => ({ file: 'log.db', offset: chance(100) })],
    ['schema', () => ({ file: 'log.db', offset: 100 + chance(PAGE - 100) })],
  ]);
  for (const [kind, numbers] of pages)
    places.set(kind, () => ({
      file: 'log.db',
      offset: ((numbers[chance(numbers.length)] ?? 1) - 1) * PAGE + chance(PAGE),
    }));
  const walBytes = readFileSync(join(open, 'log.db-wal')).length;
  const frames = Math.floor((walBytes - WAL_HEADER) / (PAGE + FRAME_HEADER));
  const frame = (): number => WAL_HEADER + chance(frames) * (PAGE + FRAME_HEADER);
  places.set('header of the write-ahead log', () => ({ file: 'log.db-wal', offset: chance(WAL_HEADER) }));
  places.set('header of a frame of the write-ahead log', () => ({
    file: 'log.db-wal',
    offset: frame() + chance(FRAME_HEADER),
  }));
  places.set('page in the write-ahead log', () => ({
    file: 'log.db-wal',
    offset: frame() + FRAME_HEADER + chance(PAGE),
  }));
  return places;
}

/** Most of a page may be empty: every other time something is looked for that is not. */
const TRIES = 500;

function somewhere(source: string, where: Place): ReturnType<Place> {
  let place = where();
  const bytes = readFileSync(join(source, place.file));
  const tries = chance(2) * TRIES;
  for (let attempt = 0; bytes[place.offset] === 0 && attempt < tries; attempt += 1) place = where();
  return place;
}

function flip(file: string, offset: number): void {
  const byte = readFileSync(file)[offset] ?? 0;
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.from([byte ^ (1 << chance(8))]), 0, 1, offset);
  closeSync(opened);
}

const textOf = (event: RecordedEvent): string => JSON.stringify({ ...event, revision: String(event.revision) });

/** Reads everything, both ways. Answers what was wrong, and whether there was an end to it too soon. */
async function read(store: EventStore, { written, byStream }: Written): Promise<{ wrong?: string; isCutOff: boolean }> {
  const ways: [AsyncIterable<RecordedEvent>, readonly string[]][] = [
    [store.readAll({ limit: written.length }), written],
    ...byStream.map((expected, stream): (typeof ways)[number] => [
      store.readStream(`film-${String(stream)}`),
      expected,
    ]),
  ];
  let isCutOff = false;
  for (const [events, expected] of ways) {
    let next = 0;
    for await (const event of events) {
      const due = expected[next];
      if (textOf(event) !== due) return { wrong: differenceOf(event, due), isCutOff };
      next += 1;
    }
    isCutOff ||= next < expected.length;
  }
  return { isCutOff };
}

/** Reads everything, appends where nothing is missing, and reads again: what a server does. */
async function use(file: string, written: Written): Promise<Omit<Flipped, 'place'>> {
  let store: EventStore | undefined;
  try {
    store = openSqliteEventStore({ file });
    for (const isSecond of [false, true]) {
      const { wrong, isCutOff } = await read(store, written);
      if (wrong !== undefined) return { outcome: 'wrong', detail: wrong };
      if (isCutOff) return { outcome: 'cut off' };
      if (!isSecond)
        await store.append(
          'film-new',
          'no-stream',
          Array.from({ length: 20 }, () => eventOf(1)),
        );
    }
    return { outcome: 'unharmed' };
  } catch (error) {
    if (isEventStoreError(error)) return { outcome: 'told', detail: error.code, sentence: error.message };
    return { outcome: 'unclassified', detail: String(error) };
  } finally {
    await store?.close();
  }
}

function differenceOf(event: RecordedEvent, due: string | undefined): string {
  if (due === undefined) return 'one too many';
  const expected = JSON.parse(due) as Record<string, unknown>;
  const found = JSON.parse(textOf(event)) as Record<string, unknown>;
  return Object.keys(found)
    .filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))
    .join(', ');
}

interface Written {
  readonly written: readonly string[];
  readonly byStream: readonly (readonly string[])[];
}

async function writtenIn(source: string): Promise<Written> {
  const copy = join(folder, 'whole');
  cpSync(source, copy, { recursive: true });
  const store = openSqliteEventStore({ file: join(copy, 'log.db') });
  const written: string[] = [];
  const byStream: string[][] = Array.from({ length: STREAMS }, () => []);
  for await (const event of store.readAll()) {
    written.push(textOf(event));
    byStream[Number(event.stream.slice('film-'.length))]?.push(textOf(event));
  }
  await store.close();
  return { written, byStream };
}

const { closed, open } = await makeLogs();
const written = await writtenIn(open);
let trial = 0;
for (const [place, where] of placesOf(closed, open))
  for (let times = 0; times < Number(count); times += 1) {
    const source = place.endsWith('write-ahead log') ? open : closed;
    const { file, offset } = somewhere(source, where);
    const copy = join(folder, `flip-${String((trial += 1))}`);
    cpSync(source, copy, { recursive: true });
    flip(join(copy, file), offset);
    const found = await use(join(copy, 'log.db'), written).catch((error: unknown) => ({
      outcome: 'unclassified' as const,
      detail: `when closed: ${String(error)}`,
    }));
    rmSync(copy, { recursive: true });
    process.stdout.write(`${JSON.stringify({ place, ...found } satisfies Flipped)}\n`);
  }
