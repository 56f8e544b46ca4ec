import { addDays, utcDay } from './day';
import { endOfDay } from './end-of-day';
import type { Day, Instant, OccurredAt } from './occurred-at';
import { firstDay } from './order';

/** The days of a reporting time zone. */
export interface Calendar {
  /** On which day a moment falls. */
  readonly dayOf: (instant: Instant) => Day;
  /** The first moment of a day. */
  readonly beginOf: (day: Day) => Instant;
}

/** The days of UTC. */
export const UTC: Calendar = { dayOf: utcDay, beginOf: (day) => `${day}T00:00:00.000Z` };

/** Days whose beginning is remembered: it takes a search among the shifts of a zone's clocks to find one. */
const MOST_DAYS = 100_000;

/** The days of a zone of which it is known on which of them a moment falls. */
export function calendarOf(dayOf: Calendar['dayOf']): Calendar {
  if (dayOf === utcDay) return UTC;
  const begins = new Map<Day, Instant>();
  const beginOf = (day: Day): Instant => {
    const known = begins.get(day);
    if (known !== undefined) return known;
    const begin = new Date(Date.parse(endOfDay(addDays(day, -1), dayOf)) + 1).toISOString();
    if (begins.size >= MOST_DAYS) begins.clear();
    begins.set(day, begin);
    return begin;
  };
  return { dayOf, beginOf };
}

/** From when on something counts as having happened: its moment, or the beginning of the first day on which it can have. */
export const happenedFrom = (occurredAt: OccurredAt, { dayOf, beginOf }: Calendar): Instant =>
  occurredAt.precision === 'instant' ? occurredAt.on : beginOf(firstDay(occurredAt, dayOf));
