import { setTimeout as sleep } from 'node:timers/promises';

export interface BackoffLimits {
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
}

/**
 * Milliseconds to wait after so many failures in a row (from 1): doubled each time, bounded, and a random half of it taken
 * off, so that those who failed together do not come back together. `random` is in [0, 1).
 */
export const backoff = (
  failures: number,
  { backoffMinMs, backoffMaxMs }: BackoffLimits,
  random: () => number = Math.random,
): number => {
  const whole = Math.min(backoffMaxMs, backoffMinMs * 2 ** (failures - 1));
  return Math.round(whole / 2 + (whole / 2) * random());
};

/** Waits, or stops waiting when aborted. Never throws. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
