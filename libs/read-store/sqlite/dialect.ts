import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  type QueryResult,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { classifyError } from './classify-error';
import type { Pool } from './pool';

/** Statements kept prepared per connection. A view has a few dozen; lists of different lengths make more. */
const MAX_PREPARED_STATEMENTS = 200;

interface Prepared {
  readonly statement: StatementSync;
  readonly answersRows: boolean;
}

/** A connection as Kysely uses it, over one of `node:sqlite`. */
export interface SqliteConnection extends DatabaseConnection {
  readonly database: DatabaseSync;
}

/** `file` is only for sentences. */
export const sqliteConnection = (database: DatabaseSync, file: string): SqliteConnection => {
  const prepared = new LRUCache<string, Prepared>({ max: MAX_PREPARED_STATEMENTS });
  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    const fresh = { statement, answersRows: statement.columns().length > 0 };
    prepared.set(sql, fresh);
    return fresh;
  };
  const run = <R>({ sql, parameters }: CompiledQuery): QueryResult<R> => {
    const { statement, answersRows } = prepare(sql);
    if (answersRows) return { rows: statement.all(...(parameters as SQLInputValue[])) as R[] };
    const { changes, lastInsertRowid } = statement.run(...(parameters as SQLInputValue[]));
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
  return {
    database,
    executeQuery: async (query) => {
      try {
        return await Promise.resolve(run(query));
      } catch (error) {
        throw classifyError(error, file);
      }
    },
    streamQuery: async function* <R>({ sql, parameters }: CompiledQuery): AsyncGenerator<QueryResult<R>> {
      try {
        // Not from the cache: a statement has one cursor, and another user of the same text would reset it.
        const rows = database.prepare(sql).iterate(...(parameters as SQLInputValue[]));
        for (const row of rows) yield await Promise.resolve({ rows: [row as R] });
      } catch (error) {
        throw classifyError(error, file);
      }
    },
  };
};

/** How a transaction starts: a writer takes the lock at once, so that it never fails half way for want of it. */
export type Begin = 'begin' | 'begin immediate';

/** SQLite looks at the value of a bare `limit ?` while it plans, and so plans anew whenever it is run. Not so at that of a sum. */
class QueryCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(node);
    this.append(' + 0');
  }
}

/** SQLite for Kysely over a pool whose owner closes it: `destroy` of a `Kysely` made from this does nothing. */
export const nodeSqliteDialect = (pool: Pool<SqliteConnection>, begin: Begin): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new QueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createDriver: () => driver(pool, begin),
});

const driver = (pool: Pool<SqliteConnection>, begin: Begin): Driver => {
  const tell = async (connection: DatabaseConnection, sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    acquireConnection: () => pool.acquire(),
    releaseConnection: (connection) => {
      pool.release(connection as SqliteConnection);
      return Promise.resolve();
    },
    beginTransaction: (connection) => tell(connection, begin),
    commitTransaction: (connection) => tell(connection, 'commit'),
    rollbackTransaction: async (connection) => {
      // SQLite rolls back by itself when the disk fails or is full; a second rollback would hide that error.
      if ((connection as SqliteConnection).database.isTransaction) await tell(connection, 'rollback');
    },
  };
};
