/** The event store in one SQLite file. */
export { backUpLog, type Backup, type BackUpOptions } from './backup';
export { FORMAT_VERSION } from './format';
export type { CommitStats } from './group-commit';
export { newestBackup, removeOldBackups } from './kept-backups';
export { readLockHolder, type LockHolder } from './lock';
export { restoreLog, type Restored, type RestoreOptions } from './restore';
export {
  DEFAULT_SQLITE_OPTIONS,
  openSqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
} from './store';
