import { checkStreamName, MAX_REVISION } from '../append-request';
import { EventStoreError } from '../errors';
import { START, type Direction, type EventStore, type RecordedEvent, type RecordedText } from '../port';
import type { CommitSignal } from './commit-signal';
import { toEvent, toText, type LogReader } from './log-reader';
import { LAST, pagesUpTo, readPages, type Course } from './pages';
import { fromPosition, toPosition } from './positions';
import { subscription } from './subscription';

function checkLimit(limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (Number.isSafeInteger(limit) && limit >= 0) return limit;
  throw new EventStoreError('invalid', `${limit} is not a limit: give a whole number from 0.`);
}

/** Revisions beyond what a number holds exactly are beyond every stream. */
function checkFrom(from: bigint | undefined, direction: Direction): number {
  if (from === undefined) return direction === 'forwards' ? 0 : LAST;
  if (typeof from !== 'bigint' || from < 0n || from > MAX_REVISION) {
    throw new EventStoreError('invalid', `${String(from)} is not a revision: give a bigint from 0n.`);
  }
  return from > BigInt(LAST) ? LAST : Number(from);
}

interface Part {
  readonly course: Course;
  readonly from: number;
  readonly limit: number;
}

/** `begin` is called, and may refuse, when reading begins. Nothing delegates to this: that would cost every event a turn. */
async function* eventsOf(begin: () => Part | undefined, stream?: string): AsyncGenerator<RecordedEvent> {
  const part = begin();
  if (part === undefined) return;
  for await (const page of pagesUpTo(readPages(part.course, part.from), part.limit)) {
    for (const row of page) yield toEvent(row, stream);
  }
}

/** As `eventsOf`, of a course whose rows are read as text. */
async function* textsOf(begin: () => Part): AsyncGenerator<readonly RecordedText[]> {
  const { course, from, limit } = begin();
  for await (const page of pagesUpTo(readPages(course, from), limit)) yield page.map(toText);
}

/** The reading half of the port, which a writing and a read-only store have in common, and the way to end it. */
export interface Reading {
  readonly reads: Pick<EventStore, 'readStream' | 'readAll' | 'readAllText' | 'subscribe' | 'head'>;
  /** @throws EventStoreError `closed` */
  refuseWhenClosed(): void;
  /** A `close` that does `work` the first time it is called. */
  closing(work: () => void): EventStore['close'];
}

export function createReading(reader: LogReader, commits: CommitSignal): Reading {
  let closed: Promise<void> | undefined;

  const refuseWhenClosed = (): void => {
    if (closed !== undefined) throw new EventStoreError('closed', 'The event store was closed: open it again.');
  };

  const courseOf = (direction: Direction, rows: Course['rows'], numberOf: Course['numberOf']): Course => ({
    direction,
    numberOf,
    rows: (from, count) => {
      refuseWhenClosed();
      return rows(from, count);
    },
  });
  const streamCourse = (stream: string, direction: Direction): Course =>
    courseOf(
      direction,
      (from, count) => reader.streamRows(stream, direction, from, count),
      (row) => row[2],
    );
  const logCourse = (direction: Direction): Course =>
    courseOf(
      direction,
      (from, count) => reader.logRows(direction, from, count),
      (row) => row[0],
    );
  const checkedCourse = courseOf(
    'forwards',
    (from, count) => reader.checkedRows(from, count),
    (row) => row[0],
  );

  const reads: Reading['reads'] = {
    readStream: (stream, { from, direction = 'forwards', limit } = {}) =>
      eventsOf(() => {
        checkStreamName(stream);
        return { course: streamCourse(stream, direction), from: checkFrom(from, direction), limit: checkLimit(limit) };
      }, stream),

    readAll: ({ after, direction = 'forwards', limit } = {}) =>
      eventsOf(() => {
        const part = { course: logCourse(direction), limit: checkLimit(limit) };
        if (direction === 'forwards') return { ...part, from: fromPosition(after ?? START) + 1 };
        if (after === START) return undefined;
        return { ...part, from: after === undefined ? LAST : fromPosition(after) - 1 };
      }),

    readAllText: ({ after = START, limit, isUnchecked = false } = {}) =>
      textsOf(() => ({
        course: isUnchecked ? logCourse('forwards') : checkedCourse,
        from: fromPosition(after) + 1,
        limit: checkLimit(limit),
      })),

    subscribe: ({ after, signal }) => {
      const begin = (): number => {
        const number = fromPosition(after);
        refuseWhenClosed();
        const head = reader.head();
        if (number <= head) return number;
        throw new EventStoreError(
          'position-unknown',
          `Position ${after} lies after the last event (${toPosition(head)}): it is of another log, or this one was ` +
            'restored from an older backup. Rebuild what was derived from it.',
        );
      };
      return subscription(logCourse('forwards'), begin, commits, signal);
    },

    head: async () => {
      refuseWhenClosed();
      return Promise.resolve(toPosition(reader.head()));
    },
  };

  return {
    reads,
    refuseWhenClosed,
    closing: (work) => () =>
      (closed ??= new Promise((resolve) => {
        work();
        resolve();
      })),
  };
}
