import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { FilmEvent } from '#acquisition/domain';
import { eventsAt, filmAt } from '#acquisition/domain';
import { filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';
import type { BookkeepingTransaction } from '#read-store';
import { beginGeneration, onGeneration, openReadStore } from '#read-store';
import type { ReadMoment } from '../asked-moment';
import { mergesThen } from '../buyers/merges';
import { areLive } from '../live-views';
import { portions } from '../overwrite';
import type { QuerySources } from '../query-sources';
import { atOneMoment } from '../query-sources';
import { slateRow } from '../slate/slate-row';
import { filmsAt } from '../status-history/status-history.queries';
import type { ViewTables } from '../views-of';
import { viewsOf } from '../views-of';
import type { FilmThen } from './films-of-then';
import { filmsInLog, filmsInViews } from './films-of-then';
import type { ViewOfFilms } from './made-of-films';
import { madeOf } from './made-of-films';

/** What a query reads as of a moment. */
export interface Reads {
  readonly views: readonly ViewOfFilms[];
  /** Which names are of one buyer, too. */
  readonly buyerNames?: boolean;
  /** Where films stand, too. */
  readonly slate?: boolean;
  /** The films that alone can matter, where that is known. Default: all of them. */
  readonly films?: readonly string[];
}

type Table = keyof ViewTables;
/** Takes rows for a table. */
type Put = (table: Table, rows: readonly object[]) => Promise<void>;

/** Tables in memory that are being filled. */
interface Tables {
  readonly put: Put;
  /** Writes what was put last. */
  readonly end: () => Promise<void>;
}

/** Rows of a table that are written together. */
const ROWS_TOGETHER = 500;

/** Films that are folded before others get a turn. */
const FILMS_IN_A_ROW = 20;

/** Makes the empty tables that a query reads. */
async function emptyTables(
  tx: BookkeepingTransaction,
  { store }: QuerySources,
  { views, buyerNames = false, slate = false }: Reads,
): Promise<Tables> {
  const names = new Set<string>([...views, ...(buyerNames ? ['buyers'] : []), ...(slate ? ['slate'] : [])]);
  const places = new Map<string, Transaction<ViewTables>>();
  for (const view of viewsOf(store).filter(({ name }) => names.has(name))) {
    const generation = await beginGeneration(tx, view, '');
    for (const table of generation.tables) places.set(table, onGeneration(tx, generation));
  }
  const waiting = new Map<Table, object[]>();
  const write = async (table: Table): Promise<void> => {
    // The types of rows and table are kept together where both are named; here any will do.
    const into = places.get(table)?.insertInto(table as 'offers');
    for (const { rows } of portions(waiting.get(table) ?? []))
      await into?.values(rows as ViewTables['offers'][]).execute();
    waiting.delete(table);
  };
  return {
    put: async (table, rows) => {
      const all = waiting.get(table) ?? [];
      all.push(...rows);
      waiting.set(table, all);
      if (all.length >= ROWS_TOGETHER) await write(table);
    },
    end: async () => {
      for (const table of [...waiting.keys()]) await write(table);
    },
  };
}

const tablesOf = (view: ViewOfFilms): readonly Table[] => Object.keys(madeOf(view).rows) as Table[];

/** Puts down what the views say of films now. */
async function copy({ db }: QuerySources, views: readonly ViewOfFilms[], filmIds: readonly string[], put: Put) {
  for (const table of views.flatMap(tablesOf))
    for (const { rows: ids } of portions(filmIds))
      await put(
        table,
        await db
          .selectFrom(table as 'offers')
          .selectAll()
          .where('film_id', 'in', ids)
          .execute(),
      );
}

/** The events of a film that were known at a moment. */
async function knownEvents({ store }: QuerySources, filmId: string, knownAt: string): Promise<readonly FilmEvent[]> {
  const events: FilmEvent[] = [];
  for await (const event of store.readStream(filmStream(filmId))) {
    // In one stream times never go backwards.
    if (event.recordedAt > knownAt) break;
    events.push(toFilmEvent(filmCodec.decode(event)));
  }
  return events;
}

/** Puts down what films make of the views by exactly the events of a moment. */
async function foldThen(
  sources: QuerySources,
  moment: ReadMoment,
  { views, slate }: { readonly views: readonly ViewOfFilms[]; readonly slate: boolean },
  filmIds: readonly string[],
  put: Put,
): Promise<void> {
  const { dayOf } = sources.clock;
  for (const [index, filmId] of filmIds.entries()) {
    if (index % FILMS_IN_A_ROW === 0) await turn();
    const known = await knownEvents(sources, filmId, moment.knownAt);
    const events = eventsAt(known, moment, dayOf);
    for (const view of views) {
      const { fold, rows } = madeOf(view);
      const film = fold(filmId, events);
      if (!film.isRegistered) break;
      for (const table of tablesOf(view)) await put(table, rows[table]?.(film) ?? []);
    }
    if (!slate) continue;
    const film = filmAt(filmId, known, moment, dayOf);
    if (film.isRegistered) await put('slate', [slateRow(film, moment.at, '')]);
  }
}

async function fill(sources: QuerySources, moment: ReadMoment, reads: Reads, put: Put): Promise<void> {
  const { views, films: only, slate = false, buyerNames = false } = reads;
  if (buyerNames || views.includes('buyers'))
    await put('buyer_merges', await mergesThen(sources.store, moment, sources.clock.dayOf));
  const isWhole = await areLive(sources, [...views, 'slate', 'status-history']);
  const ids = (films: readonly FilmThen[]): readonly string[] => films.map(({ filmId }) => filmId);
  if (!isWhole) {
    const films = only ?? ids(await filmsInLog(sources));
    await foldThen(sources, moment, { views, slate }, films, put);
    return;
  }
  const changed = await atOneMoment(sources, async (now) => {
    const films = await filmsInViews(now, moment, views, only);
    await copy(now, views, ids(films.filter(({ isAsNow }) => isAsNow)), put);
    if (slate) await put('slate', await filmsAt(now, moment, ids(films)));
    return ids(films.filter(({ isAsNow }) => !isAsNow));
  });
  await foldThen(sources, moment, { views, slate: false }, changed, put);
}

/**
 * Answers a query as of a moment on both clocks: from views in memory, as they would be had they been made of exactly the
 * events that were recorded and had happened by then, and with the clock at that moment. Films of which nothing is new
 * since are taken as they are; of the others the events are read and folded, each time.
 */
export async function viewsThen<Answer>(
  sources: QuerySources,
  moment: ReadMoment,
  reads: Reads,
  answer: (then: QuerySources) => Promise<Answer>,
): Promise<Answer> {
  const memory = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  try {
    await memory.transaction(async (tx) => {
      const { put, end } = await emptyTables(tx, sources, reads);
      await fill(sources, moment, reads, put);
      await end();
    });
    const clock = { dayOf: sources.clock.dayOf, now: () => moment.at.instant };
    return await answer({ ...sources, db: memory.db, clock });
  } finally {
    await memory.close();
  }
}
