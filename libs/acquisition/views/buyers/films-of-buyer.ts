import { sql } from 'kysely';
import { buyerKey } from '#acquisition/domain';
import type { ReadMoment } from '../asked-moment';
import { areLive } from '../live-views';
import { portions } from '../overwrite';
import type { QuerySources } from '../query-sources';
import type { Reads } from '../then/views-then';
import { mergesThen } from './merges';

/**
 * Films with which a buyer, under all names that it had at a moment, may have had to do: those with which it has now, and
 * those of which an entry that names a buyer was put right, since it may have been another one. Undefined while the views
 * are not whole: any film, then.
 */
export async function filmsOfBuyer(
  sources: QuerySources,
  moment: ReadMoment,
  buyer: string,
): Promise<readonly string[] | undefined> {
  const { store, db, clock } = sources;
  if (!(await areLive(sources, ['buyers', 'event-index']))) return undefined;
  const merges = await mergesThen(store, moment, clock.dayOf);
  const key = buyerKey(buyer);
  const head = merges.find((merge) => merge.buyer_key === key)?.head_key ?? key;
  const keys = [head, ...merges.filter(({ head_key }) => head_key === head).map(({ buyer_key }) => buyer_key)];
  const films = new Set<string>();
  for (const { rows } of portions(keys))
    for (const { film_id } of await db
      .selectFrom('buyer_entries')
      .select('film_id')
      .distinct()
      .where('buyer_key', 'in', rows)
      .execute())
      films.add(film_id);
  for (const { film_id } of await db
    .selectFrom('event_index as amending')
    .innerJoin('event_index as amended', 'amended.event_id', 'amending.amends')
    .select('amended.film_id')
    .distinct()
    .where('amending.amends', 'is not', null)
    .where(sql<boolean>`amended.buyer is not null`)
    .execute())
    if (film_id !== null) films.add(film_id);
  return [...films];
}

/** The films that alone matter where one film, or one buyer, is asked about. */
export async function filmsAsked(
  sources: QuerySources,
  moment: ReadMoment,
  filmId: string | undefined,
  buyer: string | undefined,
): Promise<Pick<Reads, 'films'>> {
  if (buyer === undefined) return filmId === undefined ? {} : { films: [filmId] };
  const films = await filmsOfBuyer(sources, moment, buyer);
  if (films === undefined) return {};
  return { films: filmId === undefined ? films : [...new Set([filmId, ...films])] };
}
