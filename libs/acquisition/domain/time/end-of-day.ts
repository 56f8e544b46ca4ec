import type { Day, Instant } from './occurred-at';

const MILLISECONDS_PER_DAY = 86_400_000;
/** Moments are compared as text, which has four digits for the year. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The last millisecond of a calendar day, found by halving: zones shift their clocks.
 * @param dayOf says on which day a moment falls in the reporting time zone.
 */
export function endOfDay(day: Day, dayOf: (instant: Instant) => Day): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  // No zone is further than a day from UTC, so the day begins after the first and has ended at the last.
  let during = midnight - MILLISECONDS_PER_DAY;
  let after = Math.min(midnight + 2 * MILLISECONDS_PER_DAY, LAST_MOMENT + 1);
  while (after - during > 1) {
    const middle = Math.floor((during + after) / 2);
    if (dayOf(new Date(middle).toISOString()) <= day) during = middle;
    else after = middle;
  }
  return new Date(during).toISOString();
}
