import { LRUCache } from 'lru-cache';
import type { EventStore } from '#event-store';
import { createFoldedStreams } from '#event-store';
import type { FilmState, ShownFilm } from '#acquisition/domain';
import { showRecorded } from '#acquisition/domain';
import { filmCodec, filmModel, filmStream } from '#acquisition/film-stream';

/** A film as it is recorded by now, folded in the order of the log; undefined when there is no such film. */
export type RecordedFilm = (filmId: string) => Promise<FilmState | undefined>;

/** Films as they are shown, of all that is recorded of them. */
export interface ShownFilms {
  /** The film by now. Undefined when there is no such film. */
  see(filmId: string): Promise<FilmState | undefined>;
}

/**
 * @param store the log, which is always as new as it can be: nothing waits for a view.
 * @param most films that are kept as they were last read; what is new since is read from the log.
 */
export function recordedFilms(store: Pick<EventStore, 'readStream'>, most: number): RecordedFilm {
  const { decode } = filmCodec;
  const streams = createFoldedStreams({ store, model: filmModel, decode, cacheSize: most });
  return async (filmId) => {
    const { state, revision } = await streams.current(filmStream(filmId));
    return revision === 'no-stream' ? undefined : state;
  };
}

/**
 * @param recorded whoever keeps films as they are recorded: most are shown just so, and are not kept twice.
 * @param most films that are kept as they were last seen.
 */
export function createShownFilms(recorded: RecordedFilm, most: number): ShownFilms {
  const seen = new LRUCache<string, ShownFilm>({ max: most });
  return {
    see: async (filmId) => {
      const film = await recorded(filmId);
      if (film === undefined) {
        seen.delete(filmId);
        return undefined;
      }
      const before = seen.get(filmId);
      if (before?.recorded === film) return before.shown;
      const shown = showRecorded(film, before);
      seen.set(filmId, { recorded: film, shown });
      return shown;
    },
  };
}
