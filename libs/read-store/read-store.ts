import type { Kysely, Transaction } from 'kysely';
import type { Bookkeeping } from './bookkeeping';

/** A right held until it is released, or until the process ends, however it ends. */
export interface Hold {
  release(): Promise<void>;
}

/** What keeping views takes: SQLite now, PostgreSQL behind the same promises. */
export interface ViewStorage {
  /** Reads of the bookkeeping tables; never waits for a writer. */
  readonly bookkeeping: Kysely<Bookkeeping>;
  /**
   * Does `work` in one write transaction: all of it is kept or none. Transactions never interleave; `work` must not
   * open another one, nor wait for one.
   * @throws ReadStoreError `busy`, `unavailable`, `full`, `read-only`, `corrupt` or `closed`; or whatever `work` threw.
   */
  transaction<T>(work: (tx: Transaction<Bookkeeping>) => Promise<T>): Promise<T>;
  /** Names of the tables that are there, physical ones. */
  tableNames(tx: Transaction<Bookkeeping>): Promise<ReadonlySet<string>>;
  /**
   * Takes the right to keep the views of this store up to date; one process at a time has it.
   * @throws ReadStoreError `locked` when another one has it.
   */
  holdViews(): Promise<Hold>;
  /** Waits for the queries and the transaction under way, then lets go of files and connections. Again: does nothing. */
  close(): Promise<void>;
}

/** Views as queries see them, under their plain names. `DB` maps a table's plain name to its columns. */
export interface ReadStore<DB> extends ViewStorage {
  /** Read-only: a view is written by its own `apply` alone. A `transaction()` of it sees one moment throughout. */
  readonly db: Kysely<DB>;
}
