/** The read store: views kept beside the log, each in generations of which one is live. */
export { openReadStore, type ReadStoreOptions } from './open-read-store';
export { DEFAULT_BUSY_TIMEOUT_MS, DEFAULT_READERS } from './sqlite/open';
export type { Hold, ReadStore, ViewStorage } from './read-store';
export { ReadStoreError, isReadStoreError, type ReadStoreErrorCode } from './errors';
export {
  checkViewDefinitions,
  MAX_NAME_LENGTH,
  type SchemaStatement,
  type ViewDefinition,
  type ViewTable,
} from './view-definition';
export { READ_STORE_FORMAT, type Bookkeeping } from './bookkeeping';
export {
  beginGeneration,
  discardGeneration,
  discardView,
  dropView,
  isWhole,
  moveCheckpoint,
  onGeneration,
  promoteGeneration,
  readGenerations,
  showGeneration,
  shownOf,
  type BookkeepingTransaction,
  type Checkpoint,
  type Generation,
  type LastApplied,
} from './generations';
export {
  countDeadLetters,
  findDeadLetter,
  insertDeadLetter,
  noteAttempt,
  readDeadLetters,
  removeDeadLetter,
  type DeadLetter,
} from './dead-letters';
export { digestView, dumpView, dumpWithHead, type DumpHead, type DumpedRow, type ViewDigest } from './dump-view';
