import { NO_STREAM, STREAM_EXISTS, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { checkAppend, type AppendLimits } from '../append-request';
import { ConflictError } from '../errors';
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  RecordedEvent,
  StreamName,
} from '../port';
import type { ClientHolder } from './clients';
import { actualRevisionOf, failureFrom, timeIsUp } from './failures';
import { toPosition } from './positions';
import { toServerEvent } from './recorded-events';
import type { StreamNames } from './stream-names';
import { createTurnstile } from './turnstile';
import { within } from './within';

export interface AppendingOptions extends AppendLimits {
  readonly clients: ClientHolder;
  readonly names: StreamNames;
  readonly callTimeoutMs: number;
  readonly maxRunningAppends: number;
  readonly maxWaitingAppends: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits before another try. @throws EventStoreError `closed` */
  readonly pause: (attempt: number) => Promise<void>;
  readonly head: EventStore['head'];
  readonly readStream: EventStore['readStream'];
  /** @throws EventStoreError `closed` */
  readonly refuseWhenClosed: () => void;
}

export interface Appending {
  readonly append: EventStore['append'];
  /** An event was read: what this process records from now on is not earlier than it. */
  readonly seen: (event: RecordedEvent) => void;
  /** Once all appends under way were answered. */
  readonly settled: () => Promise<void>;
}

const toServerState = (expected: ExpectedRevision) => {
  if (expected === 'no-stream') return NO_STREAM;
  return expected === 'exists' ? STREAM_EXISTS : expected;
};

/**
 * Appends, each sent once: an append whose outcome is not known is for the caller to repeat, with the same ids and the same
 * expected revision, which the server recognises.
 */
export function createAppending(options: AppendingOptions): Appending {
  const { clients, names, callTimeoutMs, now, pause, head, readStream, refuseWhenClosed } = options;
  const inTurn = createTurnstile(options.maxRunningAppends, options.maxWaitingAppends);
  const running = new Map<string, Promise<AppendResult>>();
  /** A position that the log is known to have reached; asked for when nothing is known. */
  let reached: Position | undefined;
  let recordedLast = 0;

  const reach = (position: Position): void => {
    if (reached === undefined || position > reached) reached = position;
  };
  const seen = ({ position, recordedAt }: RecordedEvent): void => {
    reach(position);
    recordedLast = Math.max(recordedLast, Date.parse(recordedAt));
  };
  const late = () => timeIsUp('appending', callTimeoutMs);

  function send(
    client: KurrentDBClient,
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    recordedAt: string,
  ) {
    return client.appendToStream(
      names.toServer(stream),
      events.map((event) => toServerEvent(event, event.recordedAt ?? recordedAt)),
      { streamState: toServerState(expected), deadline: callTimeoutMs },
    );
  }

  /** The events of a stream at these places, looked for until the time of a call is up: a server tells of a conflict before its readers find it. */
  async function eventsAt(stream: StreamName, from: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    const until = performance.now() + callTimeoutMs;
    for (let attempt = 0; ; attempt += 1) {
      const there: RecordedEvent[] = [];
      for await (const event of readStream(stream, { from, limit })) there.push(event);
      if (there.length > 0 || performance.now() > until) return there;
      await pause(attempt);
    }
  }

  /**
   * What is in the log decides: a server that lost its majority in between says `conflict` also to the repetition of what
   * it took itself, and may do so before readers find it. All of these events in their place are a repetition; others, or
   * only some of them, are a conflict.
   */
  async function afterConflict(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    actual: 'no-stream' | bigint,
  ): Promise<AppendResult> {
    const conflict = new ConflictError(stream, expected, actual);
    if (expected === 'exists' || actual === 'no-stream') throw conflict;
    const first = expected === 'no-stream' ? 0n : expected + 1n;
    const last = first + BigInt(events.length) - 1n;
    if (actual < last) throw conflict;
    const there = await eventsAt(stream, first, events.length);
    const end = there.at(-1);
    if (end === undefined)
      throw failureFrom(new Error(`${conflict.message} But nothing is to be read there yet.`), 'appending');
    if (end.revision < last || there.some(({ id }, index) => id !== events[index]?.id.toLowerCase())) throw conflict;
    return { revision: end.revision, position: end.position, recordedAt: end.recordedAt, repeated: true };
  }

  const appendNow: EventStore['append'] = async (stream, expected, events) => {
    const before = reached ?? (await head());
    const client = clients.client();
    recordedLast = Math.max(recordedLast, now());
    const recordedAt = new Date(recordedLast).toISOString();
    try {
      const { nextExpectedRevision, position } = await within(
        callTimeoutMs,
        late,
        send(client, stream, expected, events, recordedAt),
      );
      if (position === undefined) throw new Error('no position was answered');
      const at = toPosition(position);
      reach(at);
      // The server answers a repeated append as it did the first time: with a position from before this one was sent.
      const repeated = at <= before;
      return {
        revision: nextExpectedRevision,
        position: at,
        repeated,
        ...(repeated ? {} : { recordedAt: events.at(-1)?.recordedAt ?? recordedAt }),
      };
    } catch (error) {
      const actual = actualRevisionOf(error);
      if (actual !== undefined) return await afterConflict(stream, expected, events, actual);
      const failure = failureFrom(error, 'appending');
      // It may be stored by now: whether a repetition finds it there, only the head of the log can tell.
      if (failure.code === 'outcome-unknown') reached = undefined;
      clients.failed(client, failure);
      throw failure;
    }
  };

  return {
    seen,
    append: async (stream, expected, events) => {
      refuseWhenClosed();
      checkAppend(stream, expected, events, options);
      const key = [stream, expected, ...events.map(({ id }) => id.toLowerCase())].join(' ');
      const same = running.get(key);
      if (same !== undefined) return { ...(await same), repeated: true };
      const appending = inTurn(() => appendNow(stream, expected, events));
      running.set(key, appending);
      try {
        return await appending;
      } finally {
        running.delete(key);
      }
    },
    settled: async () => {
      await Promise.allSettled(running.values());
    },
  };
}
