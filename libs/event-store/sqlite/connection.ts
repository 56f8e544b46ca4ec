import { DatabaseSync } from 'node:sqlite';
import { EventStoreError } from '../errors';

/** Settings of one connection, by the name of the pragma. */
export type Pragmas = Readonly<Record<string, string | number>>;

const WRITE_CACHE_KIB = 64 * 1024;
const READ_CACHE_KIB = 8 * 1024;
/**
 * Pages of 4 KiB in the write-ahead log before they are moved into the file. Many, because the index pages of busy
 * streams are written again and again: moved together they cost one write each. Measured at a million events.
 */
const CHECKPOINT_PAGES = 16_384;
/** Another process may hold the file for the moment of a checkpoint or of recovery. */
const BUSY_TIMEOUT_MS = 2000;

const SYNCHRONOUS_FULL = 2;
const SYNCHRONOUS_EXTRA = 3;

export function readPragma(connection: DatabaseSync, name: string): unknown {
  const row = connection.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

function apply(connection: DatabaseSync, pragmas: Pragmas): void {
  for (const [name, value] of Object.entries(pragmas)) connection.exec(`PRAGMA ${name} = ${String(value)}`);
}

/** Opens a file for writing and leaves it as it is: nothing is set until it is known to be ours. */
export const connectForWriting = (file: string): DatabaseSync =>
  new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, allowExtension: false });

/** Durability, room to work in, and then what the caller wants on top. */
export function tuneForWriting(connection: DatabaseSync, extra: Pragmas): void {
  apply(connection, {
    journal_mode: 'WAL',
    synchronous: 'FULL',
    // Where fsync does not reach the medium (macOS), the stronger call is used; elsewhere these do nothing.
    fullfsync: 'ON',
    checkpoint_fullfsync: 'ON',
    cache_size: -WRITE_CACHE_KIB,
    wal_autocheckpoint: CHECKPOINT_PAGES,
    cell_size_check: 'ON',
    ...extra,
  });
}

/**
 * Reads back what was set: SQLite keeps silent when it cannot do as told, and an answer without durability is worse
 * than none.
 * @throws EventStoreError `unavailable` for anything less than WAL with synchronous=FULL.
 */
export function refuseUnlessDurable(connection: DatabaseSync): void {
  const journal = readPragma(connection, 'journal_mode');
  const synchronous = readPragma(connection, 'synchronous');
  if (journal === 'wal' && (synchronous === SYNCHRONOUS_FULL || synchronous === SYNCHRONOUS_EXTRA)) return;
  throw new EventStoreError(
    'unavailable',
    `The event log would not survive a power cut (journal_mode ${String(journal)}, synchronous ${String(synchronous)}): ` +
      'put it on a local disk that other programs do not hold open, and remove settings that weaken it.',
  );
}

/** A connection that sees what is committed, and nothing else. */
export function connectForReading(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS, allowExtension: false });
  try {
    apply(connection, { cache_size: -READ_CACHE_KIB, cell_size_check: 'ON' });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
