import type { Calendar, Day, FilmEventType, FilmState, Instant } from '#acquisition/domain';
import { changeBy, firstDay, happenedFrom, show, showNext, touchThePast, utcDay } from '#acquisition/domain';
import { filmStream } from '#acquisition/film-stream';
import type { View, ViewTransaction } from '#subscriptions';
import { sql } from 'kysely';
import { crc32 } from 'node:zlib';
import type { FilmAfter, FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { ReportingZone } from '../reporting-zone';
import { contentOf } from './content';
import { EVER, LATEST, toMs } from './moments';
import type { Stretch } from './stretches';
import { stretchesOf } from './stretches';

export interface StatusHistoryTables {
  /** Every film, by a number that takes less room than its id. */
  status_films: { film_no: number; film_id: string };
  /** Every title that a film ever had. */
  status_titles: { title_key: string; film_no: number };
  /** From when on which events of a film were known: up to which revision. */
  status_known: { film_no: number; known_from: number; revision: number };
  /**
   * What the slate said of a film as of the moments from `valid_from` until `valid_to`, as it was known from `known_from`
   * until `known_to`, in milliseconds since 1970. The rectangles of a film never overlap, and leave nothing out from its
   * registration on.
   */
  status_history: {
    film_no: number;
    valid_from: number;
    valid_to: number;
    known_from: number;
    known_to: number;
    /** What it said, in `status_rows`; and the last day on which something had happened. */
    row_no: number;
    last_occurred_on: string;
  };
  status_rows: { film_no: number; row_no: number; title_key: string; content: string };
}

type Rectangle = StatusHistoryTables['status_history'];
type Row = StatusHistoryTables['status_rows'];
type Known = StatusHistoryTables['status_known'];

/** Rows that one event begins, at the most: one row's number is the revision times this, and its place among them. */
const ROWS_PER_EVENT = 2 ** 20;

/** Of what is written, whatever the zone; and how many there can be. */
const VERSION = 1;
const VERSIONS = 16;

/** One event, and what it makes of the film as of which moments. */
interface Change {
  readonly filmNo: number;
  readonly revision: number;
  /** When it was known, in milliseconds: never before what stands before it, whatever the clocks said. */
  readonly known: number;
  readonly stretches: readonly Stretch[];
  /** Where it changes nothing that the slate says, but perhaps the last day on which something happened: from when on. */
  readonly silent?: { readonly from: Instant; readonly day: Day };
}

/** Events of which the slate says nothing, but when they happened. */
const SILENT: ReadonlySet<FilmEventType> = new Set<FilmEventType>([
  'AwardWon',
  'EstimatesSet',
  'EvidenceAttached',
  'InterestExpressed',
  'NoteTaken',
  'ReviewPublished',
]);

/** What a batch writes. */
interface Writes {
  /** By film, what is known now: open to the future. */
  readonly open: Map<number, Rectangle[]>;
  readonly rectangles: Map<string, Rectangle>;
  readonly gone: Rectangle[];
  readonly rows: Row[];
  readonly known: Map<string, Known>;
}

const keyOf = ({ film_no, known_from, valid_from }: Rectangle): string =>
  `${String(film_no)} ${String(known_from)} ${String(valid_from)}`;

/** Ends what was known until now of the moments from `from` on, and begins what is known of them from now on. */
function record({ filmNo, revision, known, stretches, silent }: Change, writes: Writes): void {
  writes.known.set(`${String(filmNo)} ${String(known)}`, { film_no: filmNo, known_from: known, revision });
  const since = silent?.from ?? stretches[0]?.from;
  if (since === undefined) return;
  const from = toMs(since);
  const open = writes.open.get(filmNo) ?? [];
  const kept: Rectangle[] = [];
  const put = (rectangle: Rectangle): void => {
    writes.rectangles.set(keyOf(rectangle), rectangle);
  };
  const begin = (rectangle: Rectangle): void => {
    put(rectangle);
    kept.push(rectangle);
  };
  for (const rectangle of open) {
    const isUntouched = silent !== undefined && rectangle.last_occurred_on >= silent.day;
    if (rectangle.valid_to <= from || isUntouched) {
      kept.push(rectangle);
      continue;
    }
    if (rectangle.known_from < known) put({ ...rectangle, known_to: known });
    else {
      // Two events of one millisecond: nobody ever knew the one without the other.
      writes.rectangles.delete(keyOf(rectangle));
      writes.gone.push(rectangle);
    }
    if (rectangle.valid_from < from) begin({ ...rectangle, valid_to: from, known_from: known });
    if (silent === undefined) continue;
    const valid_from = Math.max(from, rectangle.valid_from);
    begin({ ...rectangle, valid_from, known_from: known, last_occurred_on: silent.day });
  }
  stretches.forEach(({ from: since, row }, index) => {
    const valid_from = toMs(since);
    const next = stretches[index + 1];
    const valid_to = next === undefined ? EVER : toMs(next.from);
    if (row === null || valid_to <= valid_from) return;
    const row_no = revision * ROWS_PER_EVENT + index;
    writes.rows.push({ film_no: filmNo, row_no, title_key: row.title_key, content: contentOf(row) });
    begin({
      film_no: filmNo,
      valid_from,
      valid_to,
      known_from: known,
      known_to: EVER,
      row_no,
      last_occurred_on: row.last_occurred_on,
    });
  });
  writes.open.set(filmNo, kept);
}

/** The events of a batch, each with what it makes of its film, film by film. */
function* changesOf(after: FilmAfter, filmNo: number, batch: number, calendar: Calendar): Generator<Change> {
  const { history, filmId } = after.film;
  const earlier = history.slice(0, history.length - batch);
  let film: FilmState = after.before?.film ?? show(filmId, earlier, calendar.dayOf);
  let known = earlier.reduce((latest, { recordedAt }) => Math.max(latest, toMs(recordedAt)), 0);
  for (const event of history.slice(history.length - batch)) {
    const next = showNext(film, [event], calendar.dayOf);
    known = Math.max(known, toMs(event.recordedAt));
    const told = { filmNo, revision: event.revision, known };
    if (SILENT.has(event.type) && !touchThePast(film, [event])) {
      const from = happenedFrom(event.occurredAt, calendar);
      yield { ...told, stretches: [], silent: { from, day: firstDay(event.occurredAt, utcDay) } };
    } else yield { ...told, stretches: stretchesOf(changeBy(film, event, next, calendar), calendar) };
    film = next;
  }
}

type Tx = ViewTransaction<StatusHistoryTables>;

/** The numbers of films, new ones in the order in which they come. */
async function numbersOf(films: readonly FilmAfter[], tx: Tx): Promise<ReadonlyMap<string, number>> {
  const ids = films.map(({ film: { filmId } }) => filmId);
  const numbers = new Map<string, number>();
  for (const { rows } of portions(ids))
    for (const { film_id, film_no } of await tx
      .selectFrom('status_films')
      .selectAll()
      .where('film_id', 'in', rows)
      .execute())
      numbers.set(film_id, film_no);
  const fresh = ids.filter((id) => !numbers.has(id));
  if (fresh.length === 0) return numbers;
  const last = await tx
    .selectFrom('status_films')
    .select('film_no')
    .orderBy('film_no', 'desc')
    .limit(1)
    .executeTakeFirst();
  const rows = fresh.map((film_id, index) => ({ film_id, film_no: (last?.film_no ?? 0) + index + 1 }));
  for (const { film_id, film_no } of rows) numbers.set(film_id, film_no);
  for (const portion of portions(rows)) await tx.insertInto('status_films').values(portion.rows).execute();
  return numbers;
}

/** What is known now of films as of moments after `from`. */
async function openSince(from: number, filmNos: readonly number[], tx: Tx): Promise<Map<number, Rectangle[]>> {
  const open: Rectangle[] = [];
  for (const { rows } of portions(filmNos))
    open.push(
      ...(await tx
        .selectFrom('status_history')
        .selectAll()
        .where('film_no', 'in', rows)
        .where('known_to', '=', EVER)
        .where('valid_to', '>', from)
        .orderBy('film_no')
        .orderBy('valid_from')
        .execute()),
    );
  return Map.groupBy(open, ({ film_no }) => film_no);
}

async function write({ rectangles, gone, rows, known }: Writes, tx: Tx): Promise<void> {
  for (const { film_no, known_from, valid_from } of gone)
    await tx
      .deleteFrom('status_history')
      .where('film_no', '=', film_no)
      .where('known_from', '=', known_from)
      .where('valid_from', '=', valid_from)
      .execute();
  for (const portion of portions([...rectangles.values()]))
    await tx
      .insertInto('status_history')
      .values(portion.rows)
      .onConflict((conflict) =>
        conflict.columns(['film_no', 'known_from', 'valid_from']).doUpdateSet(excluded(portion.first)),
      )
      .execute();
  for (const portion of portions(rows)) await tx.insertInto('status_rows').values(portion.rows).execute();
  for (const portion of portions([...known.values()]))
    await tx
      .insertInto('status_known')
      .values(portion.rows)
      .onConflict((conflict) => conflict.columns(['film_no', 'known_from']).doUpdateSet(excluded(portion.first)))
      .execute();
  const titles = new Map(
    rows.map(({ title_key, film_no }) => [`${title_key} ${String(film_no)}`, { title_key, film_no }]),
  );
  for (const portion of portions([...titles.values()]))
    await tx
      .insertInto('status_titles')
      .values(portion.rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/**
 * What the slate said of every film as of any moment, as it was known at any moment: rectangles of both clocks. An event that
 * is recorded in the order in which it happened ends one and begins two.
 * @param filmsAfter folds in the order of occurrence in the reporting zone.
 * @param zone what it holds depends on it: another zone is another version, and built beside this one.
 */
export function statusHistoryView(
  filmsAfter: FilmFolds,
  { name: zone, calendar }: ReportingZone,
): View<StatusHistoryTables> {
  return {
    name: 'status-history',
    version: crc32(zone) * VERSIONS + VERSION,
    tables: [
      {
        name: 'status_films',
        key: ['film_no'],
        create: (schema, table) => [
          schema
            .createTable(table)
            .addColumn('film_no', 'integer', (column) => column.primaryKey())
            .addColumn('film_id', 'text', (column) => column.notNull().unique()),
        ],
      },
      {
        name: 'status_titles',
        key: ['title_key', 'film_no'],
        create: (schema, table) => [
          schema
            .createTable(table)
            .addColumn('title_key', 'text', (column) => column.notNull())
            .addColumn('film_no', 'integer', (column) => column.notNull())
            .addPrimaryKeyConstraint(`${table}_key`, ['title_key', 'film_no'])
            .modifyEnd(sql`without rowid`),
        ],
      },
      {
        name: 'status_known',
        key: ['film_no', 'known_from'],
        create: (schema, table) => [
          schema
            .createTable(table)
            .addColumn('film_no', 'integer', (column) => column.notNull())
            .addColumn('known_from', 'integer', (column) => column.notNull())
            .addColumn('revision', 'integer', (column) => column.notNull())
            .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'known_from'])
            .modifyEnd(sql`without rowid`),
        ],
      },
      {
        name: 'status_history',
        key: ['film_no', 'known_from', 'valid_from'],
        create: (schema, table) => [
          schema
            .createTable(table)
            .addColumn('film_no', 'integer', (column) => column.notNull())
            .addColumn('known_from', 'integer', (column) => column.notNull())
            .addColumn('valid_from', 'integer', (column) => column.notNull())
            .addColumn('known_to', 'integer', (column) => column.notNull())
            .addColumn('valid_to', 'integer', (column) => column.notNull())
            .addColumn('row_no', 'integer', (column) => column.notNull())
            .addColumn('last_occurred_on', 'text', (column) => column.notNull())
            .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'known_from', 'valid_from'])
            .modifyEnd(sql`without rowid`),
          schema
            .createIndex(`${table}_open`)
            .on(table)
            .columns(['film_no', 'known_to', 'valid_to', 'valid_from', 'known_from', 'row_no']),
        ],
      },
      {
        name: 'status_rows',
        key: ['film_no', 'row_no'],
        create: (schema, table) => [
          schema
            .createTable(table)
            .addColumn('film_no', 'integer', (column) => column.notNull())
            .addColumn('row_no', 'integer', (column) => column.notNull())
            .addColumn('title_key', 'text', (column) => column.notNull())
            .addColumn('content', 'text', (column) => column.notNull())
            .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'row_no'])
            .modifyEnd(sql`without rowid`),
        ],
      },
    ],
    async apply(events, tx) {
      const films = await filmsAfter(events);
      if (films.length === 0) return;
      const batches = Map.groupBy(events, ({ stream }) => stream);
      const numbers = await numbersOf(films, tx);
      const changes = films.flatMap((after) => {
        const { filmId } = after.film;
        const batch = batches.get(filmStream(filmId))?.length ?? 0;
        return [...changesOf(after, numbers.get(filmId) ?? 0, batch, calendar)];
      });
      const from = Math.min(
        ...changes.map(({ silent, stretches: [first] }) => toMs(silent?.from ?? first?.from ?? LATEST)),
      );
      const open = await openSince(from, [...numbers.values()], tx);
      const writes: Writes = { open, rectangles: new Map(), gone: [], rows: [], known: new Map() };
      for (const change of changes) record(change, writes);
      await write(writes, tx);
    },
  };
}
