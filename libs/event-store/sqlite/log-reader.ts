import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { EventStoreError } from '../errors';
import type { Direction, RecordedEvent, RecordedText, StreamName } from '../port';
import { idFromHex } from './event-ids';
import { guarded } from './failures';
import { createInstantFormat } from './instants';
import { toPosition } from './positions';

/**
 * position, hex of id, revision, type, recorded_at, data, metadata, stream name; and, of a row that is checked, 1 where its data
 * and metadata are JSON in one line each
 */
export type Row = readonly [number, string, number, string, number, string, string, string, number?];

export interface LogReader {
  /** At most `count` rows of `stream` whose revision is `from` or lies beyond it. */
  streamRows(stream: StreamName, direction: Direction, from: number, count: number): readonly Row[];
  /** At most `count` rows whose position is `from` or lies beyond it. */
  logRows(direction: Direction, from: number, count: number): readonly Row[];
  /** The same, forwards and checked. */
  checkedRows(from: number, count: number): readonly Row[];
  /** The number of the last event, 0 when there is none. */
  head(): number;
  /** Changes when another connection has committed. */
  dataVersion(): number;
}

// SQLite looks at the value of a bare `LIMIT ?` while it plans, and so plans anew at every call: `+ 0` spares half of a short read.
const COLUMNS = 'position, hex(e.id), revision, type, recorded_at, data, metadata';
// The name is asked for once per row of the log only: within a stream it is known.
const OF_STREAM = `SELECT ${COLUMNS} FROM events e WHERE stream = (SELECT id FROM streams WHERE name = ?)`;
const OF_LOG = `SELECT ${COLUMNS}, s.name FROM events e LEFT JOIN streams s ON s.id = e.stream`;
// JSON.stringify writes no line feed, and a file that was damaged may have anything.
const IS_LINE = (column: string): string => `json_valid(${column}) AND instr(${column}, char(10)) = 0`;
const OF_LOG_CHECKED =
  `SELECT ${COLUMNS}, s.name, ${IS_LINE('data')} AND ${IS_LINE('metadata')} ` +
  'FROM events e LEFT JOIN streams s ON s.id = e.stream WHERE position >= ? ORDER BY position LIMIT ? + 0';

const QUERIES = {
  stream: {
    forwards: `${OF_STREAM} AND revision >= ? ORDER BY revision LIMIT ? + 0`,
    backwards: `${OF_STREAM} AND revision <= ? ORDER BY revision DESC LIMIT ? + 0`,
  },
  log: {
    forwards: `${OF_LOG} WHERE position >= ? ORDER BY position LIMIT ? + 0`,
    backwards: `${OF_LOG} WHERE position <= ? ORDER BY position DESC LIMIT ? + 0`,
  },
} as const;

/** Each call is one query on what is committed then; nothing stays open in between, so no reader holds up a checkpoint. */
export function createLogReader(connection: DatabaseSync): LogReader {
  const prepare = (query: string): StatementSync => {
    const statement = connection.prepare(query);
    statement.setReturnArrays(true);
    return statement;
  };
  const stream = { forwards: prepare(QUERIES.stream.forwards), backwards: prepare(QUERIES.stream.backwards) };
  const log = { forwards: prepare(QUERIES.log.forwards), backwards: prepare(QUERIES.log.backwards) };
  const checked = prepare(OF_LOG_CHECKED);
  const head = prepare('SELECT coalesce(max(position), 0) FROM events');
  const dataVersion = prepare('PRAGMA data_version');
  const numberOf = (statement: StatementSync): number => (statement.get() as unknown as readonly [number])[0];

  return {
    streamRows: (name, direction, from, count) =>
      guarded('reading', () => stream[direction].all(name, from, count) as unknown as readonly Row[]),
    logRows: (direction, from, count) =>
      guarded('reading', () => log[direction].all(from, count) as unknown as readonly Row[]),
    checkedRows: (from, count) => guarded('reading', () => checked.all(from, count) as unknown as readonly Row[]),
    head: () => guarded('reading', () => numberOf(head)),
    dataVersion: () => guarded('reading', () => numberOf(dataVersion)),
  };
}

const instant = createInstantFormat();

const HEX_OF_ID = 32;
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';

/** Tables hold nothing else, but for a damaged file: SQLite reads there what the bytes say, whatever was declared. */
function refuseUnlessDeclared([, id, revision, type, recordedAt, data, metadata]: Row, stream: StreamName): void {
  const isDeclared =
    id.length === HEX_OF_ID &&
    isNumber(revision) &&
    isNumber(recordedAt) &&
    isText(type) &&
    isText(data) &&
    isText(metadata) &&
    isText(stream);
  if (!isDeclared) throw new TypeError('Its columns hold what none of ours does.');
}

/**
 * The event of a row. `stream` when it is known, else the row's.
 * @throws EventStoreError `corrupt`, naming the position.
 */
export function toEvent(row: Row, stream: StreamName = row[7]): RecordedEvent {
  try {
    refuseUnlessDeclared(row, stream);
    return {
      id: idFromHex(row[1]),
      stream,
      revision: BigInt(row[2]),
      position: toPosition(row[0]),
      type: row[3],
      data: JSON.parse(row[5]) as RecordedEvent['data'],
      metadata: JSON.parse(row[6]) as RecordedEvent['metadata'],
      recordedAt: instant(row[4]),
    };
  } catch (error) {
    throw unreadable(row, error);
  }
}

const unreadable = (row: Row, cause: unknown): EventStoreError =>
  new EventStoreError(
    'corrupt',
    `The event at position ${row[0]} cannot be read: stop, keep a copy of the log, and restore it from a backup.`,
    { cause },
  );

/**
 * The event of a row, its JSON as text: where the row was not checked, as whatever is there.
 * @throws EventStoreError `corrupt`, naming the position.
 */
export function toText(row: Row): RecordedText {
  const [position, id, revision, type, recordedAt, data, metadata, stream, isJson = 1] = row;
  try {
    refuseUnlessDeclared(row, stream);
    if (isJson !== 1) throw new TypeError('Its data or metadata is not JSON in one line.');
    return {
      id: idFromHex(id),
      stream,
      revision: BigInt(revision),
      position: toPosition(position),
      type,
      data,
      metadata,
      recordedAt: instant(recordedAt),
    };
  } catch (error) {
    throw unreadable(row, error);
  }
}
