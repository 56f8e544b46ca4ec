/** The event store in one SQLite file. */
export { FORMAT_VERSION } from './format';
export type { CommitStats } from './group-commit';
export { readLockHolder, type LockHolder } from './lock';
export {
  DEFAULT_SQLITE_OPTIONS,
  openSqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
} from './store';
