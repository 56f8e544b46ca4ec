import { setImmediate as turn } from 'node:timers/promises';
import { EventStoreError, isCaughtUp, type EventStore, type Position, type RecordedEvent } from '#event-store';

export interface Batch {
  /** In the order of the log; empty when there was nothing to read. */
  readonly events: readonly RecordedEvent[];
  /** True when the end of the log was reached on the way. */
  readonly caughtUp: boolean;
}

export interface BatchOptions {
  /** Exclusive. */
  readonly after: Position;
  /** Events in a batch, at most. As many again may be read ahead. */
  readonly size: number;
  readonly signal: AbortSignal;
}

/**
 * The log in batches: full ones while behind, then whatever is there, never waiting to fill one. The next batch is read
 * while the reader works on this one, and no further: a slow reader slows the subscription. Other work of the process
 * gets its turn between two batches. Ends when `signal` is aborted, and drops what was read ahead.
 * @throws EventStoreError whatever the subscription threw, after the events read before it.
 */
export async function* batchesOf(store: EventStore, { after, size, signal }: BatchOptions): AsyncGenerator<Batch> {
  const left = new AbortController();
  const reading = readAhead(store, after, size, AbortSignal.any([signal, left.signal]));
  try {
    for (;;) {
      await reading.ready();
      await turn();
      if (signal.aborted) return;
      const batch = reading.take();
      if (batch) yield batch;
      else throw reading.failure();
    }
  } finally {
    left.abort();
    await reading.ended;
  }
}

interface ReadingAhead {
  /** Resolves when there is a batch to take, or when there will never be one. */
  ready(): Promise<void>;
  take(): Batch | undefined;
  failure(): unknown;
  readonly ended: Promise<void>;
}

const readAhead = (store: EventStore, after: Position, size: number, signal: AbortSignal): ReadingAhead => {
  let events: RecordedEvent[] = [];
  let caughtUp = false;
  let behind = true;
  let ended = false;
  let error: unknown;
  let wakeReader: (() => void) | undefined;
  let makeRoom: (() => void) | undefined;

  const isReady = (): boolean => ended || caughtUp || events.length >= size || (!behind && events.length > 0);
  const tell = (): void => {
    if (isReady()) wakeReader?.();
  };

  const pull = async (): Promise<void> => {
    signal.addEventListener('abort', () => makeRoom?.(), { once: true });
    for await (const item of store.subscribe({ after, signal })) {
      if (isCaughtUp(item)) {
        behind = false;
        caughtUp = true;
      } else events.push(item);
      tell();
      if (events.length >= size && !signal.aborted) {
        await new Promise<void>((resolve) => {
          makeRoom = resolve;
        });
      }
    }
  };

  return {
    ready: async () => {
      if (!isReady()) await new Promise<void>((resolve) => (wakeReader = resolve));
    },
    take: () => {
      if (events.length === 0 && !caughtUp) return undefined;
      const batch = { events, caughtUp };
      events = [];
      caughtUp = false;
      makeRoom?.();
      return batch;
    },
    failure: () => error ?? new EventStoreError('unavailable', 'The subscription ended by itself: it is begun again.'),
    ended: pull()
      .catch((thrown: unknown) => {
        error = thrown;
      })
      .finally(() => {
        ended = true;
        tell();
      }),
  };
};
