import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { backup as copyPages } from 'node:sqlite';
import { makeFolder, runsElsewhere, syncFile, syncFolder } from '#durable-files';
import { EventStoreError, isEventStoreError } from '../errors';
import { backupName, digestFileOf } from './backup-name';
import { checkLogFile, type LogFileContents } from './check-log-file';
import { connectForReading } from './connection';
import { failureFrom } from './failures';
import { checkFormat } from './format';

export interface BackUpOptions {
  /** The log. Somebody may be writing to it. */
  readonly file: string;
  /** Where the backup is to lie. Made when it is not there. */
  readonly folder: string;
  /** The moment that it is named by: UTC, ISO 8601. Default: when it is whole. */
  readonly at?: string;
  /** Told of pages copied, of as many as there are. */
  readonly onPages?: (copied: number, total: number) => void;
  /** Told of events of the backup that were checked. */
  readonly onEvents?: (checked: number) => void;
}

export interface Backup extends LogFileContents {
  readonly file: string;
}

/** Pages of 4 KiB between two reports: few enough to see it move, many enough not to slow it down. */
const PAGES_AT_ONCE = 1_024;

const PARTIAL = /^\.ovation-backup-(\d+)\.partial/;
const partialName = (pid: number): string => `.ovation-backup-${String(pid)}.partial`;

/** Makes the folder where it is not there, and clears what backups left in it that were cut, and whose process has gone. */
function makeReady(folder: string): void {
  try {
    makeFolder(folder);
    for (const name of readdirSync(folder)) {
      const pid = PARTIAL.exec(name)?.[1];
      if (pid !== undefined && !runsElsewhere(Number(pid))) rmSync(join(folder, name), { force: true });
    }
  } catch (error) {
    const message = `No backup can be written to ${folder}: check that it is a folder, and its permissions.`;
    throw new EventStoreError('read-only', message, { cause: error });
  }
}

/**
 * One read transaction is held open from the first page to the last: the backup is the log as it was when that began, and
 * SQLite has no reason to begin again, which it does whenever another connection has committed between two steps, so that
 * under a busy writer the backup would never end. `VACUUM INTO` would read as steadily, but says nothing until it is done,
 * holds up the thread, and orders the pages anew. Meanwhile the write-ahead log cannot be begun anew, and grows.
 */
async function copyAsOfNow(file: string, to: string, onPages: BackUpOptions['onPages']): Promise<void> {
  const connection = connectForReading(file);
  try {
    connection.exec('BEGIN');
    checkFormat(connection, file); // the first read: from here on the log is what it is now
    await copyPages(connection, to, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => onPages?.(totalPages - remainingPages, totalPages),
    });
  } finally {
    connection.close();
  }
}

function publish(partial: string, folder: string, at: string, { events, digest }: LogFileContents): string {
  const file = join(folder, backupName({ at, events }));
  if (existsSync(file)) throw new EventStoreError('unavailable', `${file} is there already: try again.`);
  const digestFile = digestFileOf(partial);
  writeFileSync(digestFile, `${digest}\n`);
  syncFile(digestFile);
  syncFile(partial);
  renameSync(digestFile, digestFileOf(file));
  renameSync(partial, file);
  syncFolder(folder);
  return file;
}

const SENTENCES = {
  full: 'There is no room for the backup in',
  'read-only': 'The backup cannot be written, or the log not be read: check the permissions of the log and of',
} as const;

/** An error of a backup, of which nothing is left, says where it was to be. */
function tellOf(error: unknown, folder: string): unknown {
  const failure = failureFrom(error, 'writing');
  if (!isEventStoreError(failure)) return error;
  if (failure.code !== 'full' && failure.code !== 'read-only') return failure;
  const message = `${SENTENCES[failure.code]} ${folder}. Nothing was left there.`;
  return new EventStoreError(failure.code, message, { cause: error });
}

/**
 * Backs up a log while it is written to: everything that was answered before this was called is in it, once and in order,
 * and nothing half. The copy is checked, event by event, and synced before it gets its name,
 * `ovation-<UTC time>-<events>.db`; its digest lies beside it. No file is ever written over.
 * @throws EventStoreError `full`, `read-only`, `unavailable` where the folder does not take it (nothing is left there then);
 *   `corrupt` where the log, or the copy of it, is damaged; `newer-version`.
 */
export async function backUpLog(options: BackUpOptions): Promise<Backup> {
  const { file, onPages, onEvents } = options;
  const folder = resolve(options.folder);
  const partial = join(folder, partialName(process.pid));
  makeReady(folder);
  try {
    await copyAsOfNow(file, partial, onPages);
    const contents = await checkLogFile(partial, undefined, onEvents, `the copy of ${basename(file)}`);
    return { ...contents, file: publish(partial, folder, options.at ?? new Date().toISOString(), contents) };
  } catch (error) {
    for (const end of ['', '-journal', '-wal', '-shm', '.sha256']) rmSync(partial + end, { force: true });
    throw tellOf(error, folder);
  }
}
