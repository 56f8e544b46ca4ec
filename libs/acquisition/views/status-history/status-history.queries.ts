import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ReadMoment } from '../asked-moment';
import type { Place } from '../cursor';
import { areLive } from '../live-views';
import type { QuerySources } from '../query-sources';
import type { SlateRow } from '../slate/slate-row';
import { rowOf } from './content';
import { portions } from '../overwrite';
import { toInstant, toMs } from './moments';

/** A page of the slate in the order of titles. */
export interface TitlePage {
  /** Of the last row before it: title and film, as `ORDERS.title` has them. */
  readonly after?: Place;
  readonly descending: boolean;
  readonly limit: number;
}

interface Found {
  readonly film_id: string;
  readonly title_key: string;
  readonly names: string;
  readonly standing: string;
  readonly last_occurred_on: string;
  readonly known_from: number;
  readonly revision: number;
  readonly valid_to: number | null;
}

/** What was known of film `f` at a moment, as of another moment, and up to which revision: what was painted there last. */
function thenOf({ at, knownAt, knowsAll = false }: ReadMoment) {
  // All that is recorded counts, also what a clock that is ahead of this one recorded.
  const [valid, known] = [toMs(at.instant), knowsAll ? Number.MAX_SAFE_INTEGER : toMs(knownAt)];
  return {
    columns: sql`f.film_id, n.title_key, n.names, r.standing, d.last_occurred_on, h.valid_to, s.known_from, s.revision`,
    // From the films on, in this order: left to itself, SQLite begins with every event there is. Each is looked up in the order
    // of its key, backwards: that comes to the row at once, or passes over what happened since.
    rows: sql`cross join status_known s on s.film_no = f.film_no and (s.known_from, s.revision, s.valid_from) = (
        select k.known_from, k.revision, k.valid_from from status_known k
        where k.film_no = f.film_no and k.known_from <= ${known}
        order by k.known_from desc, k.revision desc, k.valid_from desc limit 1)
      cross join status_known d on d.film_no = f.film_no and (d.known_from, d.revision, d.valid_from) = (
        select k.known_from, k.revision, k.valid_from from status_known k
        where k.film_no = f.film_no and k.known_from <= ${known}
          and k.valid_from <= ${valid} and (k.valid_to is null or k.valid_to > ${valid})
        order by k.known_from desc, k.revision desc, k.valid_from desc limit 1)
      cross join status_history h on h.film_no = f.film_no and (h.revision, h.valid_from) = (
        select c.revision, c.valid_from from status_history c
        where c.film_no = f.film_no and c.revision <= s.revision and c.valid_from <= ${valid}
        order by c.revision desc, c.valid_from desc limit 1)
      cross join status_rows r on r.film_no = f.film_no and r.digest = h.digest
      cross join status_names n on n.film_no = f.film_no and n.digest = r.names_digest`,
  };
}

const rowsOf = async (db: QuerySources['db'], query: RawBuilder<Found>): Promise<readonly SlateRow[]> =>
  (await query.execute(db)).rows.map((row) =>
    rowOf(row, {
      film_id: row.film_id,
      title_key: row.title_key,
      last_occurred_on: row.last_occurred_on,
      revision: row.revision,
      last_recorded_at: new Date(row.known_from).toISOString(),
      holds_until: toInstant(row.valid_to),
    }),
  );

/** Whether the view has come to the end of the log once: before that, it has not all films. */
export const isHistoryWhole = (sources: Pick<QuerySources, 'db'>): Promise<boolean> =>
  areLive(sources, ['status-history']);

/** The whole slate at a moment on both clocks. */
export function slateAt({ db }: Pick<QuerySources, 'db'>, moment: ReadMoment): Promise<readonly SlateRow[]> {
  const { columns, rows } = thenOf(moment);
  return rowsOf(db, sql<Found>`select ${columns} from status_films f ${rows}`);
}

/** Some films of the slate at a moment on both clocks, as far as the view knows them. */
export async function filmsAt(
  { db }: Pick<QuerySources, 'db'>,
  moment: ReadMoment,
  filmIds: readonly string[],
): Promise<readonly SlateRow[]> {
  const { columns, rows } = thenOf(moment);
  const found: SlateRow[] = [];
  for (const { rows: ids } of portions(filmIds))
    found.push(
      ...(await rowsOf(
        db,
        sql<Found>`select ${columns} from status_films f ${rows} where f.film_id in (${sql.join(ids)})`,
      )),
    );
  return found;
}

/** A page of the slate at a moment on both clocks: it looks for its own films only, however many there are. */
export function slatePageAt(
  { db }: Pick<QuerySources, 'db'>,
  moment: ReadMoment,
  { after, descending, limit }: TitlePage,
): Promise<readonly SlateRow[]> {
  const { columns, rows } = thenOf(moment);
  const way = sql.raw(descending ? 'desc' : 'asc');
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(t.title_key, f.film_id) ${sql.raw(descending ? '<' : '>')} (${sql.join(after)})`;
  // A film that had several titles stands under the one that it had then.
  return rowsOf(
    db,
    sql<Found>`select ${columns} from status_titles t
      cross join status_films f on f.film_no = t.film_no ${rows} and n.title_key = t.title_key
      where ${beyond} order by t.title_key ${way}, f.film_id ${way} limit ${limit} + 0`,
  );
}
