import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { createBookkeeping, READ_STORE_FORMAT, type Bookkeeping } from '../bookkeeping';
import { ReadStoreError } from '../errors';
import type { ReadStore } from '../read-store';
import { classifyError } from './classify-error';
import { nodeSqliteDialect, sqliteConnection, type SqliteConnection } from './dialect';
import { holdInMemory, holdLockFile } from './hold';
import { createPool } from './pool';

/** Limits of the SQLite read store. */
export interface SqliteReadStoreOptions {
  /** How long a statement waits for another process, in milliseconds. It blocks this one: keep it short. */
  readonly busyTimeoutMs?: number;
  /** How many connections read at the same time. */
  readonly readers?: number;
}

export const DEFAULT_BUSY_TIMEOUT_MS = 1_000;
export const DEFAULT_READERS = 4;

const IN_MEMORY = ':memory:';

/**
 * Opens `file`, or `:memory:`, making it when it is not there.
 * @throws ReadStoreError `not-found`, `not-a-read-store`, `newer-version`, `corrupt`, `read-only` or `unavailable`.
 */
export const openSqliteReadStore = async <DB>(
  file: string,
  readOnly: boolean,
  { busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS, readers = DEFAULT_READERS }: SqliteReadStoreOptions,
): Promise<ReadStore<DB>> => {
  const inMemory = file === IN_MEMORY;
  if (!inMemory) prepareFolder(file, readOnly);

  const connect = (asReader: boolean) => (): SqliteConnection =>
    sqliteConnection(openDatabase(file, asReader, busyTimeoutMs), file);
  const end = ({ database }: SqliteConnection): void => {
    database.close();
  };
  const writing = createPool(1, connect(readOnly), end);
  // A database in memory belongs to its connection, so readers there take turns with the writer.
  const reading = inMemory ? writing : createPool(readers, connect(true), end);

  const writer = new Kysely<Bookkeeping>({ dialect: nodeSqliteDialect(writing, 'begin immediate') });
  const close = async (): Promise<void> => {
    await writing.close();
    await reading.close();
  };
  try {
    await (readOnly ? checkFormat(writer, file) : prepareFormat(writer, file));
  } catch (error) {
    await close();
    throw error;
  }
  const readDialect = nodeSqliteDialect(reading, 'begin');
  return {
    db: new Kysely<DB>({ dialect: readDialect }),
    bookkeeping: new Kysely<Bookkeeping>({ dialect: readDialect }),
    tableNames,
    transaction: (work) => writer.transaction().execute(work),
    holdViews: inMemory ? asyncOf(holdInMemory()) : asyncOf(() => holdLockFile(file)),
    close,
  };
};

const asyncOf =
  <T>(work: () => T) =>
  async (): Promise<T> =>
    Promise.resolve(work());

const prepareFolder = (file: string, readOnly: boolean): void => {
  if (!readOnly) mkdirSync(dirname(file), { recursive: true });
  else if (!existsSync(file))
    throw new ReadStoreError(
      'not-found',
      `There is no read store at ${file}: start the server once to build the views.`,
    );
};

const openDatabase = (file: string, readOnly: boolean, busyTimeoutMs: number): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly, timeout: busyTimeoutMs });
    refuseForeign(database, file);
    // Nothing here is the only copy: a commit need not be on the disk when it is answered. After a power cut the last
    // ones may be gone, tables and checkpoint together, and are applied again. WAL keeps the file itself whole.
    if (!readOnly) database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
    const cacheKib = readOnly ? READ_CACHE_KIB : WRITE_CACHE_KIB;
    database.exec(`pragma cache_size = ${String(-cacheKib)}; pragma foreign_keys = on;`);
    return database;
  } catch (error) {
    database?.close();
    throw classifyError(error, file);
  }
};

/** Of each connection. What readers do not hold, the file cache of the system does, once for all of them. */
const WRITE_CACHE_KIB = 32 * 1024;
const READ_CACHE_KIB = 8 * 1024;

/** Before anything is set that a file would keep. */
const refuseForeign = (database: DatabaseSync, file: string): void => {
  const tables = database.prepare('select name from sqlite_schema').all();
  if (tables.length > 0 && !tables.some(({ name }) => name === 'read_store_format'))
    throw new ReadStoreError(
      'not-a-read-store',
      `${file} holds something other than views, and was not touched: give the read store a file of its own.`,
    );
};

const prepareFormat = (writer: Kysely<Bookkeeping>, file: string): Promise<void> =>
  writer.transaction().execute(async (tx) => {
    if ((await tableNames(tx)).size === 0) await createBookkeeping(tx);
    else await checkFormat(tx, file);
  });

/** Not by Kysely's introspection, which fails where a view shows a table that was taken away. */
const tableNames = async (db: Kysely<Bookkeeping>): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(db);
  return new Set(rows.map(({ name }) => name));
};

const checkFormat = async (db: Kysely<Bookkeeping>, file: string): Promise<void> => {
  const { format } = await db.selectFrom('read_store_format').select('format').executeTakeFirstOrThrow();
  if (format > READ_STORE_FORMAT)
    throw new ReadStoreError(
      'newer-version',
      `The read store ${file} has format ${String(format)} and this version knows ${String(READ_STORE_FORMAT)}: run the newer version, or delete the file to rebuild every view with this one.`,
    );
};
