import type { Day, Instant } from './occurred-at';

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The last millisecond of a calendar day, found by halving: zones shift their clocks.
 * @param dayOf says on which day a moment falls in the reporting time zone.
 */
export function endOfDay(day: Day, dayOf: (instant: Instant) => Day): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  // No zone is further than a day from UTC, so the day begins after the first and has ended at the last.
  let [during, after] = [midnight - MILLISECONDS_PER_DAY, midnight + 2 * MILLISECONDS_PER_DAY];
  while (after - during > 1) {
    const middle = Math.floor((during + after) / 2);
    if (dayOf(new Date(middle).toISOString()) <= day) during = middle;
    else after = middle;
  }
  return new Date(during).toISOString();
}
