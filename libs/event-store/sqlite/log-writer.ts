import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import type { CheckedEvent } from '../append-request';
import { ConflictError, EventStoreError } from '../errors';
import type { AppendResult, ExpectedRevision, StreamName } from '../port';
import { idToBytes } from './event-ids';
import { brokenUniqueColumn } from './failures';
import { createInstantFormat } from './instants';
import { toPosition } from './positions';

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly CheckedEvent[];
}

/** Where a stream is, by what was committed and by what the open transaction has added. */
interface StreamHead {
  readonly id: number;
  revision: number;
}

/** Writes within a transaction that others begin and end. */
export interface LogWriter {
  /** Number of the last event, in the open transaction if there is one. */
  readonly head: number;
  /**
   * Appends, or throws an EventStoreError and leaves the transaction as it was before. Any other error leaves it open
   * what was written: roll back.
   */
  append(request: AppendRequest, now: number): AppendResult;
  /** To be called after a rollback: what was not committed is forgotten, what was is looked up again when needed. */
  forget(): void;
}

interface LogEnd {
  readonly position: number;
  readonly recordedAt: number;
  readonly streamId: number;
}

function endOf(connection: DatabaseSync): LogEnd {
  const event = connection.prepare('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1').get();
  const stream = connection.prepare('SELECT coalesce(max(id), 0) AS id FROM streams').get();
  return {
    position: Number(event?.['position'] ?? 0),
    recordedAt: Number(event?.['recorded_at'] ?? 0),
    streamId: Number(stream?.['id'] ?? 0),
  };
}

const instant = createInstantFormat();

/** `streamCacheSize` streams are known without looking them up. */
export function createLogWriter(connection: DatabaseSync, streamCacheSize: number): LogWriter {
  const insertEvent = connection.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertStream = connection.prepare('INSERT INTO streams (id, name) VALUES (?, ?)');
  const findStream = connection.prepare(
    'SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS revision FROM streams WHERE name = ?',
  );
  const findEvents = connection.prepare(
    'SELECT position, id, recorded_at FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ? + 0',
  );
  const streams = new LRUCache<StreamName, StreamHead>({ max: streamCacheSize });
  let known: LogEnd | undefined;
  const end = (): LogEnd => (known ??= endOf(connection));

  function headOf(name: StreamName): StreamHead | undefined {
    const cached = streams.get(name);
    if (cached !== undefined) return cached;
    const row = findStream.get(name);
    if (row === undefined) return undefined;
    const head = { id: Number(row['id']), revision: Number(row['revision']) };
    streams.set(name, head);
    return head;
  }

  /** The first answer, when exactly these events are there, one after the other, from `first` on. */
  function repeatOf(head: StreamHead, first: number, events: readonly CheckedEvent[]): AppendResult | undefined {
    const rows = findEvents.all(head.id, first, events.length);
    if (rows.length < events.length) return undefined;
    const isSame = rows.every((row, index) => {
      const event = events[index];
      return event !== undefined && idToBytes(event.id).every((byte, at) => byte === (row['id'] as Uint8Array)[at]);
    });
    return isSame
      ? {
          revision: BigInt(first + events.length - 1),
          position: toPosition(Number(rows.at(-1)?.['position'])),
          recordedAt: instant(Number(rows.at(-1)?.['recorded_at'])),
          repeated: true,
        }
      : undefined;
  }

  function unexpected(request: AppendRequest, head: StreamHead | undefined): AppendResult {
    const { stream, expected, events } = request;
    if (head !== undefined && expected !== 'exists') {
      const first = expected === 'no-stream' ? 0n : expected + 1n;
      const repeat = first <= BigInt(head.revision) ? repeatOf(head, Number(first), events) : undefined;
      if (repeat !== undefined) return repeat;
    }
    throw new ConflictError(stream, expected, head === undefined ? 'no-stream' : BigInt(head.revision));
  }

  /** Inserts the events and answers the time of the last one. */
  function insert(events: readonly CheckedEvent[], stream: number, first: number, now: number): number {
    const { position, recordedAt: lastRecordedAt } = end();
    let recordedAt = lastRecordedAt;
    events.forEach((event, index) => {
      // Never earlier than the event before, whatever the clock did; only what is carried over keeps its own time.
      recordedAt = event.recordedAt ?? Math.max(now, recordedAt);
      try {
        insertEvent.run(
          position + 1 + index,
          idToBytes(event.id),
          stream,
          first + index,
          event.type,
          recordedAt,
          event.data,
          event.metadata,
        );
      } catch (error) {
        const column = brokenUniqueColumn(error);
        if (column === undefined) throw error;
        if (column === 'events.id') {
          throw new EventStoreError('invalid', `The id ${event.id} belongs to an event that is stored already.`);
        }
        throw new EventStoreError('locked', 'Another program has written to the event log: stop it, then start again.');
      }
    });
    return recordedAt;
  }

  /** A single insert that fails leaves nothing behind; of several, the ones before it have to be taken back. */
  function insertAll(events: readonly CheckedEvent[], stream: number, first: number, now: number): number {
    if (events.length === 1) return insert(events, stream, first, now);
    connection.exec('SAVEPOINT batch');
    try {
      return insert(events, stream, first, now);
    } catch (error) {
      if (error instanceof EventStoreError) connection.exec('ROLLBACK TO batch');
      throw error;
    } finally {
      if (connection.isTransaction) connection.exec('RELEASE batch');
    }
  }

  return {
    get head() {
      return end().position;
    },

    append(request, now) {
      const { stream, expected, events } = request;
      const before = end();
      const head = headOf(stream);
      const isAsExpected =
        expected === 'exists'
          ? head !== undefined
          : expected === 'no-stream'
            ? head === undefined
            : head !== undefined && expected === BigInt(head.revision);
      if (!isAsExpected) return unexpected(request, head);

      const id = head?.id ?? before.streamId + 1;
      const first = head === undefined ? 0 : head.revision + 1;
      const recordedAt = insertAll(events, id, first, now);
      const revision = first + events.length - 1;
      if (head === undefined) {
        insertStream.run(id, stream);
        streams.set(stream, { id, revision });
      } else {
        head.revision = revision;
      }
      const position = before.position + events.length;
      known = { position, recordedAt, streamId: Math.max(before.streamId, id) };
      return {
        revision: BigInt(revision),
        position: toPosition(position),
        recordedAt: instant(recordedAt),
        repeated: false,
      };
    },

    forget() {
      streams.clear();
      known = undefined;
    },
  };
}
