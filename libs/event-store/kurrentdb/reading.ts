import {
  BACKWARDS,
  END,
  FORWARDS,
  START as SERVER_START,
  excludeSystemEvents,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type KurrentDBClient,
  type Position as ServerPosition,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { checkStreamName, MAX_REVISION } from '../append-request';
import { EventStoreError } from '../errors';
import { START, type Direction, type EventStore, type Position, type RecordedEvent } from '../port';
import type { ClientHolder } from './clients';
import { failureFrom, isMissingStream, timeIsUp } from './failures';
import { fromPosition } from './positions';
import { toRecordedEvent } from './recorded-events';
import type { StreamNames } from './stream-names';
import { within } from './within';

export interface ReadingOptions {
  readonly clients: ClientHolder;
  readonly names: StreamNames;
  /** Longest wait for the next event of a read. */
  readonly callTimeoutMs: number;
  /** How long a lost connection is looked for again before a read gives up. */
  readonly patienceMs: number;
  /** Waits before another try. @throws EventStoreError `closed` */
  readonly pause: (attempt: number) => Promise<void>;
  /** @throws EventStoreError `closed` */
  readonly refuseWhenClosed: () => void;
  readonly seen: (event: RecordedEvent) => void;
}

/** What of the log is ours, for the server to choose. */
export const filterOf = ({ prefixes }: StreamNames, rest: Parameters<typeof excludeSystemEvents>[0] = {}) =>
  prefixes === undefined ? excludeSystemEvents(rest) : streamNameFilter({ prefixes: [...prefixes], ...rest });

function checkLimit(limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (Number.isSafeInteger(limit) && limit >= 0) return limit;
  throw new EventStoreError('invalid', `${limit} is not a limit: give a whole number from 0.`);
}

function checkFrom(from: bigint | undefined): bigint | undefined {
  if (from === undefined || (typeof from === 'bigint' && from >= 0n && from <= MAX_REVISION)) return from;
  throw new EventStoreError('invalid', `${String(from)} is not a revision: give a bigint from 0n.`);
}

const toServerDirection = (direction: Direction) => (direction === 'forwards' ? FORWARDS : BACKWARDS);

/** The server counts no further than this. */
const countOf = (limit: number): number => Math.min(limit, Number.MAX_SAFE_INTEGER);

/** What is left to read: all that lies after `last`, or from the beginning, at most `limit`. */
type ReadOn = (
  client: KurrentDBClient,
  last: RecordedEvent | undefined,
  limit: number,
) => AsyncIterable<ResolvedEvent | AllStreamResolvedEvent>;

export interface Reading extends Pick<EventStore, 'readStream' | 'readAll' | 'head'> {
  /** @throws EventStoreError `position-unknown` when the log has no event at the position. */
  readonly checkPosition: (position: Position) => Promise<void>;
}

/** Reads that find their way back to the server, each in order and without a repetition. */
export function createReading(options: ReadingOptions): Reading {
  const { names } = options;
  const { clients, callTimeoutMs, patienceMs, pause, refuseWhenClosed, seen } = options;
  const filter = filterOf(names);
  const late = (): EventStoreError => timeIsUp('reading', callTimeoutMs);

  /** The events of one try, each awaited no longer than the limit. */
  async function* bounded(found: AsyncIterable<ResolvedEvent | AllStreamResolvedEvent>): AsyncGenerator<RecordedEvent> {
    const events = found[Symbol.asyncIterator]();
    for (;;) {
      const next = await within(callTimeoutMs, late, events.next());
      if (next.done === true) return;
      const event = toRecordedEvent(next.value, names);
      if (event !== undefined) yield event;
    }
  }

  /**
   * `begin` is called, and may refuse, when reading begins. An end before anything came is believed when it comes twice in
   * a row: a connection that is cut as an answer begins ends it so, without an error.
   */
  async function* patiently(
    begin: () => { readonly limit: number; readonly readOn: ReadOn },
  ): AsyncGenerator<RecordedEvent> {
    refuseWhenClosed();
    const { limit, readOn } = begin();
    let last: RecordedEvent | undefined;
    let left = limit;
    let lostAt: number | undefined;
    let endedEmpty = false;
    for (let attempt = 0; left > 0; attempt += 1) {
      const client = clients.client();
      let hasCome = false;
      try {
        for await (const event of bounded(readOn(client, last, left))) {
          refuseWhenClosed();
          seen(event);
          yield event;
          last = event;
          lostAt = undefined;
          attempt = 0;
          left -= 1;
          if (left === 0) return;
          hasCome = true;
        }
        if (hasCome || endedEmpty) return;
        endedEmpty = true;
      } catch (error) {
        if (isMissingStream(error)) return;
        endedEmpty = false;
        const failure = failureFrom(error, 'reading');
        clients.failed(client, failure);
        lostAt ??= performance.now();
        if (failure.code !== 'unavailable' || performance.now() - lostAt > patienceMs) throw failure;
        await pause(attempt);
      }
    }
  }

  const streamFrom = (last: RecordedEvent | undefined, from: bigint | undefined, direction: Direction) => {
    if (last === undefined) return from ?? (direction === 'forwards' ? SERVER_START : END);
    return direction === 'forwards' ? last.revision + 1n : last.revision - 1n;
  };

  const readStream: EventStore['readStream'] = (stream, { from, direction = 'forwards', limit } = {}) =>
    patiently(() => {
      checkStreamName(stream);
      const first = checkFrom(from);
      return {
        limit: checkLimit(limit),
        readOn: (client, last, left) => {
          const fromRevision = streamFrom(last, first, direction);
          if (fromRevision === -1n) return nothing();
          return client.readStream(names.toServer(stream), {
            fromRevision,
            direction: toServerDirection(direction),
            maxCount: countOf(left),
          });
        },
      };
    });

  /** Forwards the server begins with the event at the position itself, which is one too many. */
  async function* forwards(client: KurrentDBClient, after: ServerPosition | undefined, limit: number) {
    const events = client.readAll({
      fromPosition: after ?? SERVER_START,
      maxCount: countOf(limit + 1),
      filter,
    });
    for await (const resolved of events) {
      const position = resolved.event?.position;
      if (after === undefined || position?.commit !== after.commit || position.prepare !== after.prepare)
        yield resolved;
    }
  }

  const backwards = (client: KurrentDBClient, before: ServerPosition | undefined, limit: number) =>
    client.readAll({ fromPosition: before ?? END, direction: BACKWARDS, maxCount: countOf(limit), filter });

  const readAll: EventStore['readAll'] = ({ after, direction = 'forwards', limit } = {}) =>
    patiently(() => {
      const from = after === undefined ? undefined : fromPosition(after);
      const isBeforeAll = direction === 'backwards' && after === START;
      return {
        limit: isBeforeAll ? 0 : checkLimit(limit),
        readOn: (client, last, left) =>
          (direction === 'forwards' ? forwards : backwards)(
            client,
            last === undefined ? from : fromPosition(last.position),
            left,
          ),
      };
    });

  return {
    readStream,
    readAll,
    head: async () => {
      for await (const { position } of readAll({ direction: 'backwards', limit: 1 })) return position;
      return START;
    },
    checkPosition: async (position) => {
      const from = fromPosition(position);
      if (from === undefined) return;
      const there = patiently(() => ({
        limit: 1,
        readOn: (client) => client.readAll({ fromPosition: from, maxCount: 1, filter }),
      }));
      for await (const event of there) if (event.position === position) return;
      throw new EventStoreError(
        'position-unknown',
        `There is no event at position ${position}: it is of another log, or this one was restored from an older backup. ` +
          'Rebuild what was derived from it.',
      );
    },
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- as the reads that find something
async function* nothing(): AsyncGenerator<never> {
  yield* [];
}
