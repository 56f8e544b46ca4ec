import type { EventStore, NewEvent } from '#event-store';
import { newId } from '#event-store';

/** An event without its id: what every writer appends. */
export type Pattern = Omit<NewEvent, 'id' | 'recordedAt'>;

/** Appends one event with the expected revision, and answers the next one. */
export type Append = (stream: string, expected: bigint | 'no-stream', event: Pattern) => Promise<bigint | 'no-stream'>;

/** Through the port, as the product does it. */
export const throughPort =
  (store: EventStore): Append =>
  async (stream, expected, event) =>
    (await store.append(stream, expected, [{ ...event, id: newId() }])).revision;

/** Where each of the writers is; it goes on there in the next round. */
export interface Writers {
  /** Lets every writer append to its own stream, one event after the other, each answered before the next. */
  readonly write: (append: Append, appends: number) => Promise<void>;
}

interface Place {
  readonly stream: string;
  revision: bigint | 'no-stream';
}

export function createWriters(writers: number, patterns: readonly Pattern[], name: string): Writers {
  const places = Array.from({ length: writers }, (_, index): Place => {
    return { stream: `film-${name}-${String(index)}`, revision: 'no-stream' };
  });
  return {
    write: async (append, appends) => {
      let left = appends;
      await Promise.all(
        places.map(async (place, index) => {
          for (let turn = index; left > 0; turn += 1) {
            left -= 1;
            const pattern = patterns[turn % patterns.length];
            if (pattern === undefined) throw new Error('There is no event to append.');
            place.revision = await append(place.stream, place.revision, pattern);
          }
        }),
      );
    },
  };
}
