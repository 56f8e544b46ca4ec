import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ReadMoment } from '../asked-moment';
import type { Place } from '../cursor';
import { areLive } from '../live-views';
import type { QuerySources } from '../query-sources';
import type { SlateRow } from '../slate/slate-row';
import { rowOf } from './content';
import { portions } from '../overwrite';
import { EVER, toMs } from './moments';

/** A page of the slate in the order of titles. */
export interface TitlePage {
  /** Of the last row before it: title and film, as `ORDERS.title` has them. */
  readonly after?: Place;
  readonly descending: boolean;
  readonly limit: number;
}

interface Found {
  readonly film_id: string;
  readonly content: string;
  readonly last_occurred_on: string;
  readonly known_from: number;
  readonly revision: number;
  readonly valid_to: number;
}

/** What was known of film `f` at a moment: as of another moment, and up to which revision. */
function thenOf({ at, knownAt, knowsAll = false }: ReadMoment) {
  const [valid, known] = [toMs(at.instant), toMs(knownAt)];
  // Each in the order of an index that comes to the rectangle at once, or soon.
  const ofNow = sql`c.known_to = ${EVER} order by c.valid_to`;
  const ofThen = sql`c.known_from <= ${known} and c.known_to > ${known} order by c.known_from desc`;
  return {
    columns: sql`f.film_id, r.content, h.last_occurred_on, h.valid_to, s.known_from, s.revision`,
    rows: sql`join status_history h on h.film_no = f.film_no and (h.known_from, h.valid_from) = (
        select c.known_from, c.valid_from from status_history c
        where c.film_no = f.film_no and c.valid_from <= ${valid} and c.valid_to > ${valid}
          and ${knowsAll ? ofNow : ofThen} limit 1)
      join status_rows r on r.film_no = f.film_no and r.row_no = h.row_no
      join status_known s on s.film_no = f.film_no and s.known_from = (
        select max(k.known_from) from status_known k where k.film_no = f.film_no and k.known_from <= ${known})`,
  };
}

const rowsOf = async (db: QuerySources['db'], query: RawBuilder<Found>): Promise<readonly SlateRow[]> =>
  (await query.execute(db)).rows.map(({ content, known_from, valid_to, ...told }) =>
    rowOf(content, {
      ...told,
      last_recorded_at: new Date(known_from).toISOString(),
      holds_until: valid_to === EVER ? null : new Date(valid_to).toISOString(),
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
      cross join status_films f on f.film_no = t.film_no ${rows} and r.title_key = t.title_key
      where ${beyond} order by t.title_key ${way}, f.film_id ${way} limit ${limit}`,
  );
}
