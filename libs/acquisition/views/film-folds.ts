import { LRUCache } from 'lru-cache';
import type { EventStore, RecordedEvent } from '#event-store';
import type { At, FilmEvent, FilmState } from '#acquisition/domain';
import { noFilm, showNext, utcDay } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';

/** Films that a view keeps folded in memory between batches. */
export const FOLDED_FILMS = 5_000;

/** A film as it was right after its last event of a batch. */
export interface FilmAfter {
  readonly film: FilmState;
  readonly revision: bigint;
  readonly position: string;
  /** The moment that event was recorded: what a view computes, it computes as of then, so that a rebuild gives the same. */
  readonly at: At;
}

/** Gives, for each film in a batch, the film after the batch. */
export type FilmFolds = (events: readonly RecordedEvent[]) => Promise<readonly FilmAfter[]>;

/** The film after an event, and its stream's revision. */
interface Folded {
  readonly film: FilmState;
  readonly revision: bigint;
}

/** How a film goes on: shown in order of occurrence, or, by `evolve`, in the order of the log, as rules decide on it. */
type GoesOn = (film: FilmState, events: readonly FilmEvent[]) => FilmState;

/**
 * Folds films from batch to batch. What is not in memory (after a restart, or when a batch comes again) is read from
 * the log, up to the revision in question: the answer depends on the log alone.
 */
export function createFilmFolds(store: Pick<EventStore, 'readStream'>, goOn: GoesOn = showNext): FilmFolds {
  const folded = new LRUCache<string, Folded>({ max: FOLDED_FILMS });

  const foldFromLog = async (stream: string, from: Folded | undefined, last: bigint): Promise<Folded> => {
    const first = from === undefined ? 0n : from.revision + 1n;
    const events = [];
    for await (const event of store.readStream(stream, { from: first, limit: Number(last - first) + 1 })) {
      events.push(toFilmEvent(filmCodec.decode(event)));
    }
    return { film: goOn(from?.film ?? noFilm(filmIdOf(stream)), events), revision: last };
  };

  return async (events) => {
    const byStream = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      if (!isFilmStream(event.stream)) continue;
      const batch = byStream.get(event.stream);
      if (batch === undefined) byStream.set(event.stream, [event]);
      else batch.push(event);
    }
    const films: FilmAfter[] = [];
    for (const [stream, batch] of byStream) {
      const [first, last] = [batch[0], batch.at(-1)];
      if (first === undefined || last === undefined) continue;
      const known = folded.get(stream);
      const follows = (known === undefined ? 0n : known.revision + 1n) === first.revision;
      const isWhole = BigInt(batch.length) === last.revision - first.revision + 1n;
      const next: Folded =
        follows && isWhole
          ? {
              film: goOn(
                known?.film ?? noFilm(filmIdOf(stream)),
                batch.map((event) => toFilmEvent(filmCodec.decode(event))),
              ),
              revision: last.revision,
            }
          : await foldFromLog(
              stream,
              known !== undefined && known.revision < last.revision ? known : undefined,
              last.revision,
            );
      folded.set(stream, next);
      films.push({
        ...next,
        position: last.position,
        at: { instant: last.recordedAt, day: utcDay(last.recordedAt) },
      });
    }
    return films;
  };
}
