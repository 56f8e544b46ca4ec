import { filmStream } from '#acquisition/film-stream';
import type { View, ViewTransaction } from '#subscriptions';
import type { FilmAfter, FilmFolds } from '../film-folds';
import { portions } from '../overwrite';
import type { ReportingZone } from '../reporting-zone';
import { versionIn } from '../reporting-zone';
import { insertRows } from '../write-rows';
import type { Writes } from './painting';
import { writeFilm } from './painting';
import type { StatusHistoryTables } from './tables';
import { STATUS_TABLES } from './tables';

type Tx = ViewTransaction<StatusHistoryTables>;

/** Of what is written, whatever the zone. */
const VERSION = 2;

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

/**
 * What the slate said of every film as of any moment, as it was known at any moment. An event that is recorded in the order in
 * which it happened adds what the slate says from then on, and changes nothing that is written.
 * @param filmsAfter folds in the order of occurrence in the reporting zone.
 * @param zone what it holds depends on it: another zone is another version, and built beside this one.
 */
export function statusHistoryView(filmsAfter: FilmFolds, zone: ReportingZone): View<StatusHistoryTables> {
  return {
    name: 'status-history',
    version: versionIn(zone, VERSION),
    tables: STATUS_TABLES,
    async apply(events, tx) {
      const films = await filmsAfter(events);
      if (films.length === 0) return;
      const batches = Map.groupBy(events, ({ stream }) => stream);
      const numbers = await numbersOf(films, tx);
      const writes: Writes = { titles: new Map(), known: [], history: [], rows: new Map(), names: new Map() };
      for (const after of films) {
        const { filmId } = after.film;
        const count = batches.get(filmStream(filmId))?.length ?? 0;
        writeFilm(after, numbers.get(filmId) ?? 0, count, zone.calendar, writes);
      }
      await insertRows(tx, 'status_titles', [...writes.titles.values()], 'ignore');
      await insertRows(tx, 'status_known', writes.known, 'replace');
      await insertRows(tx, 'status_history', writes.history, 'replace');
      await insertRows(tx, 'status_rows', [...writes.rows.values()], 'ignore');
      await insertRows(tx, 'status_names', [...writes.names.values()], 'ignore');
    },
  };
}
