import { sql } from 'kysely';
import { addDays } from '#acquisition/domain';
import { filmIdOf, isFilmStream } from '#acquisition/film-stream';
import type { ReadMoment } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import { filmsAt, slateAt } from '../status-history/status-history.queries';
import type { ViewOfFilms } from './made-of-films';
import { madeOf } from './made-of-films';

/** A film that may have been on the slate at a moment. */
export interface FilmThen {
  readonly filmId: string;
  /** Nothing was recorded of it since, and nothing has happened: what the views say of it now, they said then. */
  readonly isAsNow: boolean;
}

/** No time zone is further than a day from UTC, in which the slate tells days. */
const DAYS_TO_BE_SURE = 2;

/**
 * The films that were on the slate at a moment, as far as the views know them.
 * @param views that are asked. @param only Films that alone can matter; default: all of them.
 */
export async function filmsInViews(
  { db }: Pick<QuerySources, 'db'>,
  moment: ReadMoment,
  views: readonly ViewOfFilms[],
  only?: readonly string[],
): Promise<readonly FilmThen[]> {
  const there = (only === undefined ? await slateAt({ db }, moment) : await filmsAt({ db }, moment, only)).map(
    ({ film_id }) => film_id,
  );
  const tables = views.map((view) => sql.table(madeOf(view).told));
  const joins = tables.map((table) => sql`join ${table} on ${table}.film_id = slate.film_id`);
  const areAsNow = [
    sql`slate.last_recorded_at <= ${moment.knownAt}`,
    sql`slate.last_occurred_on <= ${addDays(moment.at.day, -DAYS_TO_BE_SURE)}`,
    ...tables.map((table) => sql`${table}.revision = slate.revision`),
  ];
  const asNow = await sql<{ film_id: string }>`select slate.film_id from slate ${sql.join(joins, sql` `)}
    where ${sql.join(areAsNow, sql` and `)}`.execute(db);
  const ids = new Set(asNow.rows.map(({ film_id }) => film_id));
  return there.map((filmId) => ({ filmId, isAsNow: ids.has(filmId) }));
}

/** Every film of the log, to be folded: for whoever has no views, or none that are whole. */
export async function filmsInLog({ store }: Pick<QuerySources, 'store'>): Promise<readonly FilmThen[]> {
  const films: FilmThen[] = [];
  for await (const { stream, revision } of store.readAll())
    if (revision === 0n && isFilmStream(stream)) films.push({ filmId: filmIdOf(stream), isAsNow: false });
  return films;
}
