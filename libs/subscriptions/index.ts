/** Subscriptions: supervised loops that pull the log and keep views up to date, each event counting once. */
export type { View, ViewTransaction } from './view';
export { superviseViews } from './supervise-views';
export { superviseViewsInThread, type ThreadSupervision } from './supervise-views-in-thread';
export { keepViewsFor, type OpenedViews } from './keep-views-for';
export type { ViewsThread } from './views-thread';
export type {
  BuildStatus,
  RebuildOptions,
  RebuildProgress,
  RetryOutcome,
  ViewCondition,
  ViewStatus,
  ViewSupervision,
  ViewSupervisor,
  WaitForOptions,
} from './supervisor';
export { superviseProcess, type Process, type ProcessStatus, type SupervisedProcess } from './supervise-process';
export { buildInMemory, type MemoryBuild } from './build-in-memory';
export { logHolds } from './prepare-view';
export { compareWithRebuild, type Comparison, type ComparisonResult } from './compare-with-rebuild';
export { DEFAULT_VIEW_LIMITS, type ViewLimits } from './limits';
export type { Log, LogLine } from './log';
export { ViewsError, isViewsError, type ViewsErrorCode } from './errors';
export { batchesOf, type Batch } from './batches';
export { backoff, pause, type BackoffLimits } from './backoff';
