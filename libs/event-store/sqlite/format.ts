import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { syncFile } from '#durable-files';
import { EventStoreError } from '../errors';
import { readPragma } from './connection';

/** "OVTN": tells our files from those of others. */
const APPLICATION_ID = 0x4f56_544e;
/** Of the tables below. A program reads its own version and refuses newer ones. */
export const FORMAT_VERSION = 1;

/**
 * A stream's last revision is not kept beside its name: the index on (stream, revision) answers it, and an append then
 * writes one row. The id of an event is 16 bytes and its stream a number, because the indexes decide the speed.
 */
const TABLES = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
`;

function isEmpty(connection: DatabaseSync): boolean {
  return readPragma(connection, 'schema_version') === 0 && readPragma(connection, 'application_id') === 0;
}

/** What SQLite keeps of the tables and their indexes: names, declarations, and the page where each begins. */
const schemaOf = (connection: DatabaseSync): readonly string[] =>
  connection
    .prepare('SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema')
    .all()
    .map((row) => JSON.stringify(row).replaceAll(/(\s|\\n)+/g, ' '));

function schemaAsMade(): readonly string[] {
  const made = new DatabaseSync(':memory:');
  try {
    made.exec(TABLES);
    return schemaOf(made);
  } finally {
    made.close();
  }
}

/** A damaged schema reads what is stored as something else. What others have added to it is left alone. */
function hasSchemaAsMade(connection: DatabaseSync): boolean {
  const schema = new Set(schemaOf(connection));
  return schemaAsMade().every((row) => schema.has(row));
}

/** @throws EventStoreError `corrupt` for a file that is damaged or not ours, `newer-version` for one of a later format. */
export function checkFormat(connection: DatabaseSync, file: string): void {
  if (readPragma(connection, 'application_id') !== APPLICATION_ID) {
    throw new EventStoreError(
      'corrupt',
      `${file} is not an event log of Ovation: check the path, or restore the file.`,
    );
  }
  const version = readPragma(connection, 'user_version');
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new EventStoreError(
      'newer-version',
      `${file} was written by a newer version of Ovation (format ${version}, this one knows ${FORMAT_VERSION}): update.`,
    );
  }
  if (version !== FORMAT_VERSION) {
    throw new EventStoreError(
      'corrupt',
      `${file} has the unknown format ${String(version)}: restore it from a backup.`,
    );
  }
  if (!hasSchemaAsMade(connection)) {
    throw new EventStoreError(
      'corrupt',
      `The tables of ${file} are not as they were made: stop, keep a copy, and restore it from a backup.`,
    );
  }
}

function makeTables(connection: DatabaseSync): void {
  connection.exec('PRAGMA auto_vacuum = NONE');
  connection.exec(
    `BEGIN; ${TABLES} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`,
  );
}

/** What SQLite may leave beside a file, and reads when that file is opened. */
const BESIDE = ['-journal', '-wal', '-shm'];

/**
 * Makes the log in `file`, where there is none: whole, beside it, and then by its name. A disk that fails, or a power
 * cut, leaves a log or nothing, and never a file that is half made. What lies beside it already is left to SQLite.
 * @throws what SQLite or the system says.
 */
export function makeLog(file: string): void {
  if (['', ...BESIDE].some((ending) => existsSync(`${file}${ending}`))) return;
  const made = `${file}.new`;
  for (const ending of ['', ...BESIDE]) rmSync(`${made}${ending}`, { force: true });
  const connection = new DatabaseSync(made);
  try {
    connection.exec('PRAGMA journal_mode = WAL');
    makeTables(connection);
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
  syncFile(made);
  renameSync(made, file);
}

/** Makes the tables in an empty file; a file that has any must be a log of ours. @throws as `checkFormat` does. */
export function createOrCheckFormat(connection: DatabaseSync, file: string): void {
  if (isEmpty(connection)) makeTables(connection);
  else checkFormat(connection, file);
}
