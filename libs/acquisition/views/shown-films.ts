import { LRUCache } from 'lru-cache';
import type { EventStore } from '#event-store';
import type { FilmEvent, FilmState } from '#acquisition/domain';
import { noFilm, showNext } from '#acquisition/domain';
import { filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';

/** Films as they are shown, of all that is recorded of them. */
export interface ShownFilms {
  /** The film by now: what is new since it was last seen is read from the log. Undefined when there is no such film. */
  see(filmId: string): Promise<FilmState | undefined>;
}

/**
 * @param store the log, which is always as new as it can be: nothing waits for a view.
 * @param most films that are kept as they were last seen.
 */
export function createShownFilms(store: Pick<EventStore, 'readStream'>, most: number): ShownFilms {
  const seen = new LRUCache<string, FilmState>({ max: most });
  return {
    async see(filmId) {
      const known = seen.get(filmId);
      const events: FilmEvent[] = [];
      for await (const event of store.readStream(filmStream(filmId), { from: BigInt(known?.history.length ?? 0) }))
        events.push(toFilmEvent(filmCodec.decode(event)));
      if (events.length === 0) return known;
      const film = showNext(known ?? noFilm(filmId), events);
      seen.set(filmId, film);
      return film;
    },
  };
}
