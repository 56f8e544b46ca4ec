import type { FilmEventType } from '#acquisition/domain';
import { festivalKey } from '#acquisition/domain';
import { areLive } from '../live-views';
import type { QuerySources } from '../query-sources';
import type { Reads } from '../then/views-then';

/** Entries that say that a film was at a festival. */
const ATTENDANCE: readonly FilmEventType[] = ['FilmSelected', 'FilmScreened', 'OvationReceived', 'AwardWon'];

/**
 * The films that alone may ever have been at a festival: those that were, as is known now, and those of which an entry that
 * may name a festival was put right. All of them while the views are not whole.
 */
export async function filmsOfFestival(
  { db }: Pick<QuerySources, 'db'>,
  festival: string,
): Promise<Pick<Reads, 'films'>> {
  if (!(await areLive({ db }, ['festivals', 'event-index']))) return {};
  const there = await db
    .selectFrom('festival_films')
    .select('film_id')
    .distinct()
    .where('festival_key', '=', festivalKey(festival))
    .execute();
  const amended = await db
    .selectFrom('event_index as amending')
    .innerJoin('event_index as amended', 'amended.event_id', 'amending.amends')
    .select('amended.film_id')
    .distinct()
    .where('amending.amends', 'is not', null)
    .where('amended.type', 'in', ATTENDANCE)
    .execute();
  return { films: [...new Set([...there, ...amended].flatMap(({ film_id }) => film_id ?? []))] };
}
