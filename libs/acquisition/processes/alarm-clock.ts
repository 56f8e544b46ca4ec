import type { Instant } from '#acquisition/domain';

/** A clock that also wakes. */
export interface AlarmClock {
  readonly now: () => Instant;
  /** Resolves once the clock has come to the instant, never before; or when `signal` is aborted. Never rejects. */
  readonly until: (instant: Instant, signal: AbortSignal) => Promise<void>;
}
