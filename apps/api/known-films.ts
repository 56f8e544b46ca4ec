import type { FilmOnSlate } from '#acquisition/views';
import { createShownFilms, everyFilm, recordedFilms } from '#acquisition/views';
import type { Stores } from './open-stores';

/** Films of one query of the slate. */
const PAGE = 1_000;

/**
 * Every film that is recorded by now: from the views, as soon as they show all of it, else from the events.
 * @param timeoutMs longest wait for the views.
 */
export async function knownFilms(
  { store, readStore, clock, views }: Pick<Stores, 'store' | 'readStore' | 'clock' | 'views'>,
  timeoutMs: number,
): Promise<readonly FilmOnSlate[]> {
  const films = createShownFilms(recordedFilms(store, PAGE), PAGE);
  const sources = { store, db: readStore.db, clock, films, pageLimit: PAGE };
  const isFresh = (await views?.waitFor(await store.head(), { timeoutMs })) ?? false;
  return everyFilm(sources, isFresh ? {} : { knownAt: clock.now() });
}
