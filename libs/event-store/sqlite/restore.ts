import { copyFileSync, existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder, syncFile, syncFolder } from '#durable-files';
import { EventStoreError } from '../errors';
import { digestFileOf } from './backup-name';
import { checkLogFile, hasMoreBeside, type LogFileContents } from './check-log-file';
import { connectForWriting } from './connection';
import { failureFrom } from './failures';
import { takeLock } from './lock';
import { realFile } from './real-file';
import { timeInName } from './time-in-name';

export interface RestoreOptions {
  readonly backup: string;
  /** The log that it is to be. Made, with its folder, when it is not there. */
  readonly file: string;
  /** Takes the place of the log that is there, which is kept beside it. Default: false. */
  readonly replace?: boolean;
  /** What the digest must be, in hex. Default: what lies beside the backup, where something does. */
  readonly digest?: string;
  /** Told of events that were checked. */
  readonly onEvents?: (checked: number) => void;
}

export interface Restored extends LogFileContents {
  /** Where the log is that was replaced; undefined when there was none. */
  readonly kept?: string;
}

function digestBeside(backup: string): string | undefined {
  const file = digestFileOf(backup);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Moves what is committed into the file itself. Not where the log is damaged: then what lies beside it is kept as it is. */
function gather(file: string): void {
  try {
    const connection = connectForWriting(file);
    try {
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      connection.close();
    }
  } catch {
    // It is kept, whatever it is.
  }
}

/**
 * Leaves the old log under another name. It stays in its own place, too, until the new one takes that in one step, so that
 * at no moment there is none; where the disk knows no links, it is moved.
 */
function keepOld(file: string, kept: string): void {
  if (existsSync(file)) {
    gather(file);
    try {
      linkSync(file, kept);
    } catch {
      renameSync(file, kept);
    }
  }
  // What belongs to the old log would be taken for part of the new one.
  for (const end of ['-wal', '-journal']) {
    const beside = file + end;
    if (existsSync(beside) && statSync(beside).size > 0) renameSync(beside, kept + end);
    rmSync(beside, { force: true });
  }
  rmSync(`${file}-shm`, { force: true });
}

/**
 * Puts a backup in the place of a log. Nothing is touched before every event of the backup was read from its copy beside
 * the log; a log that is there is kept, with `replace`, under a name that says so, and never deleted. Views find out at the next
 * start that the log is another one.
 * @throws EventStoreError `locked` while somebody writes to the log; `invalid` where there is a log and `replace` is not
 *   given, or where the backup is a log in use; `corrupt` for a backup that is damaged or has another digest;
 *   `newer-version`; `full`, `read-only`, `unavailable` where the log cannot be written.
 */
export async function restoreLog(options: RestoreOptions): Promise<Restored> {
  const { replace = false, onEvents } = options;
  const backup = resolve(options.backup);
  if (hasMoreBeside(backup)) {
    throw new EventStoreError(
      'invalid',
      `${backup} is a log that was not closed, and a part of it lies beside it: make a backup of it, and restore that.`,
    );
  }
  try {
    const digest = options.digest?.toLowerCase() ?? digestBeside(backup);
    makeFolder(dirname(resolve(options.file)));
    const file = realFile(resolve(options.file));
    const lock = takeLock(file, 'ovation restore');
    const copy = `${file}.restoring`;
    try {
      const isThere = existsSync(file);
      if (isThere && !replace) {
        throw new EventStoreError('invalid', `${file} is there already: --replace keeps it under another name.`);
      }
      copyFileSync(backup, copy);
      syncFile(copy);
      const contents = await checkLogFile(copy, digest, onEvents, backup);
      const kept = `${file}.replaced-${timeInName()}`;
      keepOld(file, kept);
      renameSync(copy, file);
      syncFolder(dirname(file));
      return { ...contents, ...(isThere ? { kept } : {}) };
    } finally {
      rmSync(copy, { force: true });
      lock.release();
    }
  } catch (error) {
    throw failureFrom(error, 'writing');
  }
}
