import { addDays, compareDays, mondayOf } from './day';
import type { Day, Instant, OccurredAt } from './occurred-at';

/**
 * The first day on which it could have happened: the day itself, the Monday of the ISO week, the first of the month or
 * of the year. `dayOf` says on which day a moment falls in the reporting time zone; `utcDay` is the default setting.
 */
export function firstDay(occurredAt: OccurredAt, dayOf: (instant: Instant) => Day): Day {
  switch (occurredAt.precision) {
    case 'instant':
      return dayOf(occurredAt.on);
    case 'day':
      return occurredAt.on;
    case 'week':
      return mondayOf(occurredAt.on);
    case 'month':
      return `${occurredAt.on.slice(0, 7)}-01`;
    case 'year':
      return `${occurredAt.on.slice(0, 4)}-01-01`;
  }
}

/**
 * True for what had happened by a moment, or by the end of a day of the reporting time zone: what is not known to the moment
 * counts from the first day on which it could have happened. `dayOf` as in `firstDay`.
 */
export function happenedBy(occurredAt: OccurredAt, asOf: Day | Instant, dayOf: (instant: Instant) => Day): boolean {
  const isMoment = asOf.includes('T');
  if (isMoment && occurredAt.precision === 'instant') return occurredAt.on <= asOf;
  return firstDay(occurredAt, dayOf) <= (isMoment ? dayOf(asOf) : asOf);
}

/** The last day on which it could have happened. `dayOf` as in `firstDay`. */
export function lastDay(occurredAt: OccurredAt, dayOf: (instant: Instant) => Day): Day {
  const first = firstDay(occurredAt, dayOf);
  switch (occurredAt.precision) {
    case 'instant':
    case 'day':
      return first;
    case 'week':
      return addDays(first, 6);
    case 'month':
      // The first of the month that the 31 days after end in.
      return addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
    case 'year':
      return `${first.slice(0, 4)}-12-31`;
  }
}

/** Instants are written in UTC and of one length: their order is that of their text. */
function compareMoments(a: Instant, b: Instant): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Placed<T> {
  readonly item: T;
  readonly day: Day;
  readonly instant: Instant | null;
}

/** Items of one day in recording order, of which those with an instant are put in order of time in the slots they hold. */
function inOrderOfTime<T>(sameDay: readonly Placed<T>[]): readonly Placed<T>[] {
  const timed = sameDay.filter((placed) => placed.instant !== null);
  if (timed.length < 2) return sameDay;
  timed.sort((a, b) => compareMoments(a.instant ?? '', b.instant ?? ''));
  let next = 0;
  return sameDay.map((placed) => (placed.instant === null ? placed : (timed[next++] ?? placed)));
}

/**
 * Items, given in the order in which they were recorded, in the order in which they occurred: by the first day each could
 * have happened; within one day in the order of recording, except that moments are in order of time among the places that
 * moments hold. So a history that was recorded in the order in which it happened keeps its order exactly. Gives a new
 * list; `dayOf` as in `firstDay`.
 */
export function inOrderOfOccurrence<T>(
  items: readonly T[],
  occurredAt: (item: T) => OccurredAt,
  dayOf: (instant: Instant) => Day,
): T[] {
  const placed = items.map((item): Placed<T> => {
    const when = occurredAt(item);
    return { item, day: firstDay(when, dayOf), instant: when.precision === 'instant' ? when.on : null };
  });
  placed.sort((a, b) => compareDays(a.day, b.day));
  const ordered: T[] = [];
  for (let start = 0; start < placed.length;) {
    let end = start + 1;
    while (end < placed.length && placed[end]?.day === placed[start]?.day) end += 1;
    for (const { item } of inOrderOfTime(placed.slice(start, end))) ordered.push(item);
    start = end;
  }
  return ordered;
}
