import { dayNumber } from './day';
import type { Day, Instant, OccurredAt } from './occurred-at';
import { lastDay } from './order';

/**
 * Whole days from the last day on which something can have happened to the day on which it was recorded; 0 when it was
 * recorded by then. Never more than it was: what is known only to a year is not late before that year is over. `dayOf`
 * says on which day a moment falls in the reporting time zone.
 */
export const daysLate = (occurredAt: OccurredAt, recordedAt: Instant, dayOf: (instant: Instant) => Day): number =>
  Math.max(0, dayNumber(dayOf(recordedAt)) - dayNumber(lastDay(occurredAt, dayOf)));
