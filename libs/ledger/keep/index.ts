/** Keeps the ledger: its tree on disk, its key, and its checkpoints in the log. */
export { keyFile, type KeyFile } from './key-file';
export { keepTree, mayPass, type KeepTreeOptions } from './keep-tree';
export {
  growth,
  signCheckpoints,
  signNow,
  type Growth,
  type LedgerClock,
  type SignCheckpointsOptions,
} from './sign-checkpoints';
