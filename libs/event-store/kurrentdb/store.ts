import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_APPEND_LIMITS, type AppendLimits } from '../append-request';
import { EventStoreError } from '../errors';
import type { EventStore, RecordedEvent } from '../port';
import { createAppending } from './appending';
import { holdClient } from './clients';
import { readConnectionString } from './connection-string';
import { createReading } from './reading';
import { streamNames } from './stream-names';
import { createSubscribe } from './subscription';

export interface KurrentEventStoreOptions extends Partial<AppendLimits> {
  /**
   * As users of KurrentDB know it: `kurrentdb://user:password@host:2113,host2:2113?tlsCAFile=…`, `esdb://`, `+discover`.
   * `namespace=acme` sets our streams apart from those of another Ovation on the same server.
   */
  readonly url: string;
  /**
   * The categories of streams to read, so that those of other applications stay where they are. Default: everything that
   * is not the server's own.
   */
  readonly categories?: readonly string[];
  /** `append` is refused. Default: false. */
  readonly readOnly?: boolean;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Longest wait for the answer to one call, and for the next event of a read, in milliseconds. */
  readonly callTimeoutMs?: number;
  /** How long a read looks for a lost server before it gives up, in milliseconds. A subscription never does. */
  readonly patienceMs?: number;
  /** Longest pause before the server is tried again, in milliseconds. */
  readonly maxPauseMs?: number;
  /** Appends under way at once; more wait. */
  readonly maxRunningAppends?: number;
  /** Appends that may wait; more are refused as `unavailable`. */
  readonly maxWaitingAppends?: number;
}

export const DEFAULT_KURRENT_OPTIONS = {
  ...DEFAULT_APPEND_LIMITS,
  // The server takes 1 MiB in one append unless it is told otherwise, and counts a little more than the JSON.
  maxEventBytes: 1_000_000,
  maxAppendBytes: 1_000_000,
  callTimeoutMs: 5_000,
  patienceMs: 10_000,
  maxPauseMs: 1_000,
  maxRunningAppends: 1_000,
  maxWaitingAppends: 100_000,
};

const FIRST_PAUSE_MS = 25;

/**
 * The event store on a server: KurrentDB, or EventStoreDB from 24.6 on. Nothing is asked of the server yet: whoever calls
 * is told when it cannot be reached, and the same store works once it can. Every call ends within its time; an append of
 * which nothing was heard is `outcome-unknown`, to be repeated with the same ids and the same expected revision.
 *
 * `AppendResult.repeated` is exact within a process and after a restart; of two processes that send the same append at the
 * same moment, both may be told that they wrote it.
 * @throws EventStoreError `invalid` for a URL that cannot be used; the message holds no password.
 */
export function openKurrentEventStore(options: KurrentEventStoreOptions): EventStore {
  const complete = { ...DEFAULT_KURRENT_OPTIONS, now: Date.now, ...options };
  const connection = readConnectionString(options.url);
  // Apart: a hundred subscriptions would hold up the appends of their client.
  const forAppends = holdClient(connection);
  const forReads = holdClient(connection);
  const names = streamNames(connection.namespace, complete.categories);
  const closing = new AbortController();

  const refuseWhenClosed = (): void => {
    if (closing.signal.aborted) throw new EventStoreError('closed', 'The event store was closed: open it again.');
  };
  const pause = async (attempt: number, signal?: AbortSignal): Promise<void> => {
    const over = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
    const wait = Math.min(FIRST_PAUSE_MS * 2 ** attempt, complete.maxPauseMs);
    // Whoever waited looks for himself whether it is over.
    await delay(wait, undefined, { signal: over }).catch(() => undefined);
    refuseWhenClosed();
  };

  const seen = (event: RecordedEvent): void => appending.seen(event);
  const shared = {
    clients: forReads,
    names,
    callTimeoutMs: complete.callTimeoutMs,
    pause,
    refuseWhenClosed,
    seen,
  };
  const { patienceMs } = complete;
  const reading = createReading({ ...shared, patienceMs });
  // An append that was accepted is answered, also while the store closes.
  const { head, readStream } = createReading({ ...shared, patienceMs, refuseWhenClosed: () => undefined });
  const appending = createAppending({
    ...complete,
    names,
    clients: forAppends,
    pause,
    head,
    readStream,
    refuseWhenClosed,
  });
  const subscribe = createSubscribe({ ...shared, checkPosition: reading.checkPosition, closing: closing.signal });

  let closed: Promise<void> | undefined;
  return {
    readStream: reading.readStream,
    readAll: reading.readAll,
    head: reading.head,
    subscribe,
    append:
      complete.readOnly === true
        ? () => Promise.reject(new EventStoreError('read-only', 'The event store was opened to be read only.'))
        : appending.append,
    close: () =>
      (closed ??= (async () => {
        closing.abort();
        await appending.settled();
        await Promise.all([forAppends.dispose(), forReads.dispose()]);
      })()),
  };
}
