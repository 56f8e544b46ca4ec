/** How a supervisor behaves; every figure has a default. */
export interface ViewLimits {
  /**
   * Events applied in one transaction, at most; there are so many while a view is behind. A view writes what it keeps of a
   * film once for a batch, so that large ones catch up sooner. Between two batches other work gets its turn.
   */
  readonly batchSize: number;
  /** Wait after the first of several failures in a row, in milliseconds. It doubles each time, up to the longest. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  /** How long `waitFor` waits when not told otherwise, in milliseconds. */
  readonly waitTimeoutMs: number;
  /** Dead letters of one view at which it stops: then the view is wrong, not the events. */
  readonly maxDeadLetters: number;
  /** How many events of lag are counted for `status` before it says "at least". */
  readonly maxCountedLag: number;
}

export const DEFAULT_VIEW_LIMITS: ViewLimits = {
  batchSize: 2_000,
  backoffMinMs: 100,
  backoffMaxMs: 30_000,
  waitTimeoutMs: 5_000,
  maxDeadLetters: 1_000,
  maxCountedLag: 1_000,
};
