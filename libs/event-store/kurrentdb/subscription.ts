import {
  START as SERVER_START,
  type AllStreamResolvedEvent,
  type KurrentDBClient,
  type Position as ServerPosition,
} from '@kurrent/kurrentdb-client';
import type { CaughtUp, EventStore, RecordedEvent } from '../port';
import type { ClientHolder } from './clients';
import { failureFrom, timeIsUp } from './failures';
import { fromPosition } from './positions';
import { filterOf, type Reading } from './reading';
import { toRecordedEvent } from './recorded-events';
import type { StreamNames } from './stream-names';

export interface SubscribingOptions {
  /** Not those of appends: a connection carries a hundred streams, and a hundred subscriptions would hold up appends. */
  readonly clients: ClientHolder;
  readonly names: StreamNames;
  /** Longest wait for the server to begin. */
  readonly callTimeoutMs: number;
  readonly checkPosition: Reading['checkPosition'];
  readonly pause: (attempt: number, signal?: AbortSignal) => Promise<void>;
  /** Aborted when the store is closed. */
  readonly closing: AbortSignal;
  /** @throws EventStoreError `closed` */
  readonly refuseWhenClosed: () => void;
  readonly seen: (event: RecordedEvent) => void;
}

/** What the server says between events. It holds for the moment when all events sent before it have been taken. */
type Mark = { readonly afterEvents: number } & (
  { readonly kind: 'caught-up' } | { readonly kind: 'checkpoint'; readonly position: ServerPosition }
);

interface Incoming extends AsyncDisposable {
  /** The next event or mark, in the order of the server; undefined when the server ended it. @throws what broke it. */
  next(): Promise<AllStreamResolvedEvent | Mark | undefined>;
}

/** Between two checkpoints the server passes over 32 times so many events that are not ours. */
const CHECKPOINT_INTERVAL = 32;

/**
 * One subscription of the client, read at the reader's pace. Its own events (`caughtUp`) come when the server's messages
 * are decoded, before those ahead of them were read: they are put in their places by counting.
 */
function incoming(
  client: KurrentDBClient,
  from: ServerPosition | undefined,
  { names, callTimeoutMs }: SubscribingOptions,
  over: AbortSignal,
): Incoming {
  const marks: Mark[] = [];
  let taken = 0;
  let isEnded = false;
  let failure: unknown;
  let wake: (() => void) | undefined;
  const changed = (): void => wake?.();
  // Whatever was decoded and not yet read comes before the mark.
  const afterEvents = (): number => taken + subscription.readableLength;

  const filter = filterOf(names, {
    checkpointInterval: CHECKPOINT_INTERVAL,
    // Only notes: what it throws would be nobody's.
    checkpointReached: (_, position) => {
      marks.push({ kind: 'checkpoint', position, afterEvents: afterEvents() });
    },
  });
  const subscription = client.subscribeToAll({ fromPosition: from ?? SERVER_START, filter });
  const begun = setTimeout(() => {
    failure ??= timeIsUp('reading', callTimeoutMs);
    changed();
  }, callTimeoutMs);
  subscription
    .on('confirmation', () => clearTimeout(begun))
    .on('caughtUp', () => {
      marks.push({ kind: 'caught-up', afterEvents: afterEvents() });
      changed();
    })
    .on('readable', changed)
    .on('error', (error) => {
      failure ??= error;
      changed();
    })
    .on('end', () => {
      isEnded = true;
      changed();
    })
    .on('close', () => {
      isEnded = true;
      changed();
    });
  over.addEventListener('abort', changed, { once: true });

  return {
    next: async () => {
      for (;;) {
        if (marks[0] !== undefined && marks[0].afterEvents <= taken) return marks.shift();
        const event = subscription.read() as AllStreamResolvedEvent | null;
        if (event !== null) {
          taken += 1;
          return event;
        }
        if (failure !== undefined) throw failureFrom(failure, 'reading');
        if (isEnded || over.aborted) return undefined;
        const { promise, resolve } = Promise.withResolvers<undefined>();
        wake = () => resolve(undefined);
        await promise;
        wake = undefined;
      }
    },
    [Symbol.asyncDispose]: () => {
      clearTimeout(begun);
      over.removeEventListener('abort', changed);
      // Not awaited: it waits for a connection that may never come.
      subscription.unsubscribe().catch(() => undefined);
      return Promise.resolve();
    },
  };
}

const isMark = (item: AllStreamResolvedEvent | Mark): item is Mark => 'kind' in item;

/** Events after a position and then those to come: begun again from where it was whenever the server is lost. */
export const createSubscribe = (options: SubscribingOptions): EventStore['subscribe'] =>
  async function* subscribe({ after, signal }): AsyncGenerator<RecordedEvent | CaughtUp, void> {
    const { clients, checkPosition, pause, closing, refuseWhenClosed, seen } = options;
    const over = AbortSignal.any([signal, closing]);
    const isOver = (): boolean => signal.aborted;
    let position = after;
    let from = fromPosition(after);
    let isBehind = true;
    for (let attempt = 0; !isOver(); attempt += 1) {
      refuseWhenClosed();
      const client = clients.client();
      try {
        // Each time: the server that comes back may have been restored from a backup.
        await checkPosition(position);
        await using server = incoming(client, from, options, over);
        for (;;) {
          const item = await server.next();
          if (isOver()) return;
          refuseWhenClosed();
          if (item === undefined) break;
          attempt = 0;
          if (!isMark(item)) {
            const event = toRecordedEvent(item, options.names);
            if (event === undefined || event.position <= position) continue;
            seen(event);
            position = event.position;
            from = fromPosition(position);
            isBehind = true;
            yield event;
            if (isOver()) return;
          } else if (item.kind === 'checkpoint') {
            from = later(from, item.position);
          } else if (isBehind) {
            isBehind = false;
            yield { caughtUp: true, position };
          }
        }
      } catch (error) {
        const failure = failureFrom(error, 'reading');
        if (failure.code !== 'unavailable') throw failure;
        clients.failed(client, failure);
      }
      await pause(attempt, signal);
    }
  };

/** A checkpoint saves the server from passing over the same foreign events again; it never lies before what was read. */
function later(from: ServerPosition | undefined, checkpoint: ServerPosition): ServerPosition {
  return from === undefined || checkpoint.commit > from.commit ? checkpoint : from;
}
