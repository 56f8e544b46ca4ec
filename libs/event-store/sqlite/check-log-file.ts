import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { digestLog, type LogContents } from '../copy';
import { EventStoreError, isEventStoreError } from '../errors';
import { readPragma } from './connection';
import { createCommitSignal } from './commit-signal';
import { failureFrom } from './failures';
import { checkFormat } from './format';
import { createLogReader } from './log-reader';
import { createReading } from './reading';

/** A log in a file of its own that nobody writes to. */
export interface LogFileContents extends LogContents {
  readonly bytes: number;
}

/** Opened as what nobody changes: nothing is made beside it, so that it may lie on a disk that can only be read. */
function openUnchanging(file: string): DatabaseSync {
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true, allowExtension: false });
}

async function contentsOf(connection: DatabaseSync, file: string, onProgress: (events: number) => void) {
  checkFormat(connection, file);
  const found = readPragma(connection, 'integrity_check');
  if (found !== 'ok') throw new EventStoreError('corrupt', `SQLite finds it damaged (${String(found)})`);
  const neverGrows = createCommitSignal(() => 0);
  return digestLog(createReading(createLogReader(connection), neverGrows).reads, onProgress);
}

/**
 * Reads every byte of a file that holds a log, and every event in it: format, structure, revisions without a gap, and,
 * where it is known, the digest. SQLite has no checksums of pages, so that a wrong letter in an event is found
 * by the digest alone.
 * @param name What to call the file in an error, where it is a copy of another.
 * @throws EventStoreError `corrupt`, naming the file; `newer-version`; `read-only` where it cannot be read.
 */
export async function checkLogFile(
  file: string,
  expected: string | undefined,
  onProgress: (events: number) => void = () => undefined,
  name = file,
): Promise<LogFileContents> {
  let connection: DatabaseSync | undefined;
  try {
    connection = openUnchanging(file);
    const contents = await contentsOf(connection, name, onProgress);
    if (expected !== undefined && contents.digest !== expected) {
      throw new EventStoreError('corrupt', `its events have the digest ${contents.digest}, not ${expected}`);
    }
    return { ...contents, bytes: statSync(file).size };
  } catch (error) {
    const failure = failureFrom(error, 'reading');
    if (!isEventStoreError(failure) || failure.code !== 'corrupt') throw failure;
    // What SQLite says, and not what is to be done with a log in use.
    const { message } = (failure.cause ?? failure) as Error;
    throw new EventStoreError('corrupt', `${name} is damaged or no backup, use another one: ${message}`, {
      cause: error,
    });
  } finally {
    connection?.close();
  }
}

/** True where what was committed to a log may lie beside its file: such a file alone is not the log. */
export const hasMoreBeside = (file: string): boolean =>
  ['-wal', '-journal'].some((end) => existsSync(file + end) && statSync(file + end).size > 0);
