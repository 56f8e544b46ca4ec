import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder, syncFolder } from '#durable-files';
import { checkAppend, DEFAULT_APPEND_LIMITS, type AppendLimits } from '../append-request';
import { EventStoreError, isEventStoreError } from '../errors';
import type { EventStore } from '../port';
import { createCommitNews } from './commit-news';
import { createCommitSignal, createPolledSignal } from './commit-signal';
import { connectForReading, connectForWriting, refuseUnlessDurable, tuneForWriting, type Pragmas } from './connection';
import { failureFrom, guarded } from './failures';
import { checkFormat, createOrCheckFormat, makeLog } from './format';
import { createGroupCommit, type CommitStats } from './group-commit';
import { takeLock } from './lock';
import { createLogReader } from './log-reader';
import { createLogWriter } from './log-writer';
import { createReading } from './reading';
import { realFile } from './real-file';

export interface SqliteEventStoreOptions extends Partial<AppendLimits> {
  /** Path of the log. Made, with its folder, when it is not there; beside it lie `-wal`, `-shm` and `.lock` files. */
  readonly file: string;
  /** Needs no lock and works while another process writes; `append` is refused. Default: false. */
  readonly readOnly?: boolean;
  /** Told to whoever finds the log locked, such as the URL under which this process answers. */
  readonly holder?: string;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Appends that share one transaction at the most. */
  readonly maxGroupAppends?: number;
  /** Appends that may wait for their transaction; more are refused as `unavailable`. */
  readonly maxWaitingAppends?: number;
  /** Streams whose last revision is kept in memory. */
  readonly streamCacheSize?: number;
  /**
   * How often a read-only store looks for events of another process while a subscription waits for them. Of those that
   * another thread of this process commits, it is told.
   */
  readonly pollIntervalMs?: number;
  /** Settings of the writing connection on top of ours. None of them can weaken durability: that is checked after. */
  readonly pragmas?: Pragmas;
}

export const DEFAULT_SQLITE_OPTIONS = {
  ...DEFAULT_APPEND_LIMITS,
  maxGroupAppends: 512,
  maxWaitingAppends: 100_000,
  streamCacheSize: 50_000,
  pollIntervalMs: 20,
};

export interface SqliteEventStore extends EventStore {
  /** Counted since the store was opened. */
  stats(): Readonly<CommitStats>;
}

function openForReading(file: string, pollIntervalMs: number): SqliteEventStore {
  if (!existsSync(file)) {
    throw new EventStoreError(
      'unavailable',
      `There is no event log at ${file}: start the server once, or check the path.`,
    );
  }
  let connection: DatabaseSync | undefined;
  try {
    connection = connectForReading(file);
    checkFormat(connection, file);
    const reader = createLogReader(connection);
    const version = (): number => {
      reading.refuseWhenClosed();
      return reader.dataVersion();
    };
    const signal = createPolledSignal(version, pollIntervalMs);
    const reading = createReading(reader, signal);
    const opened = connection;
    const news = createCommitNews(file, () => {
      signal.raise();
    });
    return {
      ...reading.reads,
      append: () => Promise.reject(new EventStoreError('read-only', `${file} was opened to be read only.`)),
      stats: () => ({ commits: 0, appends: 0, events: 0 }),
      close: reading.closing(() => {
        news.close();
        opened.close();
      }),
    };
  } catch (error) {
    connection?.close();
    throw error;
  }
}

type WriteOptions = SqliteEventStoreOptions & typeof DEFAULT_SQLITE_OPTIONS;

function openConnections(file: string, pragmas: Pragmas): { writing: DatabaseSync; reading: DatabaseSync } {
  makeLog(realFile(file));
  const writing = connectForWriting(file);
  let reading: DatabaseSync | undefined;
  try {
    createOrCheckFormat(writing, file);
    tuneForWriting(writing, pragmas);
    refuseUnlessDurable(writing);
    reading = connectForReading(file);
    // SQLite does that too, but goes on when it fails; then the write-ahead log may be gone after a power cut.
    syncFolder(dirname(realFile(file)));
    return { writing, reading };
  } catch (error) {
    reading?.close();
    writing.close();
    throw error;
  }
}

/** What was answered is durable in the WAL already; where it cannot be moved (the disk is full), the next start reads it there. */
function tidyUp(writing: DatabaseSync): void {
  try {
    writing.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!isEventStoreError(failureFrom(error, 'writing'))) throw error;
  }
}

function openForWriting(file: string, options: WriteOptions): SqliteEventStore {
  makeFolder(dirname(file));
  const lock = takeLock(file, options.holder);
  try {
    const { writing, reading: readConnection } = openConnections(file, options.pragmas ?? {});
    const writer = createLogWriter(writing, options.streamCacheSize);
    let version = 0;
    const signal = createCommitSignal(() => version);
    const news = createCommitNews(file);
    const changed = (): void => {
      version += 1;
      signal.raise();
      news.spread();
    };
    const group = createGroupCommit({
      connection: writing,
      writer,
      now: options.now ?? Date.now,
      maxGroupAppends: options.maxGroupAppends,
      maxWaitingAppends: options.maxWaitingAppends,
      committed: changed,
    });
    const reading = createReading(createLogReader(readConnection), signal);
    return {
      ...reading.reads,
      append: async (stream, expected, events) => {
        reading.refuseWhenClosed();
        return group.append({ stream, expected, events: checkAppend(stream, expected, events, options) });
      },
      stats: () => ({ ...group.stats }),
      close: reading.closing(() => {
        try {
          group.drain();
          changed();
          readConnection.close();
          tidyUp(writing);
        } finally {
          news.close();
          writing.close();
          lock.release();
        }
      }),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * An event store in one file, made by SQLite, in this process. Every answered append has reached the disk; appends that
 * arrive together share one fsync. One process writes, any number read.
 * @throws EventStoreError `locked` when another process writes to it, `newer-version`, `corrupt` for a file that is
 *   damaged or not ours, `read-only` where it cannot be opened, `unavailable` where it would not be durable, or, to be
 *   read only, is not there.
 */
export function openSqliteEventStore(options: SqliteEventStoreOptions): SqliteEventStore {
  const file = resolve(options.file);
  const complete = { ...DEFAULT_SQLITE_OPTIONS, ...options };
  return guarded('opening', () =>
    options.readOnly === true ? openForReading(file, complete.pollIntervalMs) : openForWriting(file, complete),
  );
}
