import { LRUCache } from 'lru-cache';
import type { EventStore, RecordedEvent } from '#event-store';
import type { At, FilmEvent, FilmState } from '#acquisition/domain';
import { noFilm, showNext, utcDay } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';

/** States of films that are kept in memory, for all views together. */
export const FOLDED_FILMS = 5_000;

/** A film after an event of its stream. */
export interface Folded {
  readonly film: FilmState;
  /** Of that event. */
  readonly revision: bigint;
}

/** A film as it was right after its last event of a batch. */
export interface FilmAfter extends Folded {
  /** As it was right before the batch; undefined where that would have to be read first. */
  readonly before: Folded | undefined;
  readonly position: string;
  /** The moment that event was recorded: what a view computes, it computes as of then, so that a rebuild gives the same. */
  readonly at: At;
}

/** Gives, for each film in a batch, the film after the batch. */
export type FilmFolds = (events: readonly RecordedEvent[]) => Promise<readonly FilmAfter[]>;

const keyOf = (stream: string, revision: bigint): string => `${stream}@${String(revision)}`;

/** A film in memory, and the event that it was folded up to. */
interface Kept {
  readonly film: FilmState;
  readonly lastId: string;
}

/** How a film goes on: shown in order of occurrence, or, by `evolve`, in the order of the log, as rules decide on it. */
type GoesOn = (film: FilmState, events: readonly FilmEvent[]) => FilmState;

/**
 * Folds films from batch to batch, for any number of views: those that are where another one was before find the film as
 * it was then. What is not in memory (after a restart, or when a batch comes again late) is read from the log, up to the
 * revision in question: the answer depends on the log alone.
 */
export function createFilmFolds(store: Pick<EventStore, 'readStream'>, goOn: GoesOn = showNext): FilmFolds {
  const folded = new LRUCache<string, Kept>({ max: FOLDED_FILMS });

  const foldFromLog = async (stream: string, last: bigint): Promise<FilmState> => {
    const events = [];
    for await (const event of store.readStream(stream, { limit: Number(last) + 1 }))
      events.push(toFilmEvent(filmCodec.decode(event)));
    return goOn(noFilm(filmIdOf(stream)), events);
  };

  /** The film right before an event; undefined where it would have to be read first. */
  const filmBefore = ({ stream, revision }: RecordedEvent): FilmState | undefined =>
    revision === 0n ? noFilm(filmIdOf(stream)) : folded.get(keyOf(stream, revision - 1n))?.film;

  return async (events) => {
    const byStream = Map.groupBy(
      events.filter(({ stream }) => isFilmStream(stream)),
      ({ stream }) => stream,
    );
    const films: FilmAfter[] = [];
    for (const [stream, batch] of byStream) {
      const [first, last] = [batch[0], batch.at(-1)];
      if (first === undefined || last === undefined) continue;
      const { revision, position, recordedAt } = last;
      const isWhole = BigInt(batch.length) === revision - first.revision + 1n;
      const before = isWhole ? filmBefore(first) : undefined;
      const key = keyOf(stream, revision);
      const kept = folded.get(key);
      // Another event may have stood there, in a log that was replaced by this one.
      const film =
        (kept?.lastId === last.id ? kept.film : undefined) ??
        (before === undefined
          ? await foldFromLog(stream, revision)
          : goOn(
              before,
              batch.map((event) => toFilmEvent(filmCodec.decode(event))),
            ));
      folded.set(key, { film, lastId: last.id });
      films.push({
        film,
        revision,
        before: before === undefined ? undefined : { film: before, revision: first.revision - 1n },
        position,
        at: { instant: recordedAt, day: utcDay(recordedAt) },
      });
    }
    return films;
  };
}
