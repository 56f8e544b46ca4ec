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

  /** What is new since a film was seen; undefined where what it ended with is not there, because the log was replaced. */
  const newSince = async (filmId: string, known: FilmState): Promise<readonly FilmEvent[] | undefined> => {
    const last = known.history.at(-1);
    const events: FilmEvent[] = [];
    for await (const event of store.readStream(filmStream(filmId), { from: BigInt(last?.revision ?? 0) }))
      events.push(toFilmEvent(filmCodec.decode(event)));
    if (last === undefined) return events;
    return events[0]?.id === last.id ? events.slice(1) : undefined;
  };

  return {
    async see(filmId) {
      let known = seen.get(filmId) ?? noFilm(filmId);
      let events = await newSince(filmId, known);
      if (events === undefined) {
        seen.delete(filmId);
        known = noFilm(filmId);
        events = (await newSince(filmId, known)) ?? [];
      }
      if (events.length === 0) return known.history.length === 0 ? undefined : known;
      const film = showNext(known, events);
      seen.set(filmId, film);
      return film;
    },
  };
}
