import type { Counting, Day, Instant } from '#acquisition/domain';
import { addDays, endOfDay, parseDay, parseInstant, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { QueryClock, QuerySources } from '../query-sources';

/** A moment, for deadlines that are moments and for those that are days; both included. */
export interface Bound {
  readonly day: Day;
  readonly instant: Instant;
}

/** Which deadlines are meant by when they are due; an end that is not there is open. */
export interface DueBetween {
  readonly from?: Bound;
  readonly until?: Bound;
}

/** Calendars of time zones end a little before the last year that can be written. */
const LAST_YEAR = '9999';

const after = (instant: Instant): Instant => new Date(Date.parse(instant) + 1).toISOString();

/** What is not over yet: days from today on, moments after now. */
const fromNow = ({ instant, day }: Bound): Bound => ({ day, instant: after(instant) });

/** What has been: days before today, moments up to now. */
const untilNow = ({ instant, day }: Bound): Bound => ({ day: addDays(day, -1), instant });

/** @throws Refused when it is no date and no moment. */
function readBound(field: 'from' | 'until', text: string, clock: QueryClock): Bound {
  const day = parseDay(text);
  const instant = day === undefined ? parseInstant(text) : undefined;
  if (instant !== undefined) return { day: clock.dayOf(instant), instant };
  if (day === undefined) {
    const message = 'must be a date that exists or a moment with its offset: 2025-06-16 or 2025-06-16T18:00:00Z';
    throw new Refused(refuseFields([{ field, message }]));
  }
  if (day.startsWith(LAST_YEAR))
    return { day, instant: `${day}T${field === 'from' ? '00:00:00.000Z' : '23:59:59.999Z'}` };
  return {
    day,
    instant: field === 'until' ? endOfDay(day, clock.dayOf) : after(endOfDay(addDays(day, -1), clock.dayOf)),
  };
}

/** @throws Refused when either cannot be read, or they are the wrong way round. */
export function readDueBetween(
  asked: { readonly from?: string; readonly until?: string },
  clock: QueryClock,
): DueBetween {
  const from = asked.from === undefined ? undefined : readBound('from', asked.from, clock);
  const until = asked.until === undefined ? undefined : readBound('until', asked.until, clock);
  if (from !== undefined && until !== undefined && (until.day < from.day || until.instant < from.instant))
    throw new Refused(refuseFields([{ field: 'until', message: 'must not be before `from`' }]));
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

type Choice = (a: string, b: string) => string;
const least: Choice = (a, b) => (a < b ? a : b);
const most: Choice = (a, b) => (a > b ? a : b);

const both = (a: Bound | undefined, b: Bound | undefined, which: Choice): Bound | undefined =>
  a === undefined || b === undefined ? (a ?? b) : { day: which(a.day, b.day), instant: which(a.instant, b.instant) };

/**
 * The same for deadlines that are counted in one way: what passes by itself is not there any more once it has passed, and
 * never overdue. Undefined where there can be none.
 */
export function dueOf(
  counting: Counting,
  { from, until }: DueBetween,
  overdue: boolean | undefined,
  now: Bound,
): DueBetween | undefined {
  if (counting === 'passes' && overdue === true) return undefined;
  const isComing = counting === 'passes' || overdue === false;
  const begin = isComing ? both(from, fromNow(now), most) : from;
  const end = overdue === true ? both(until, untilNow(now), least) : until;
  return { ...(begin === undefined ? {} : { from: begin }), ...(end === undefined ? {} : { until: end }) };
}

/** How many days after the one it is counted from a deadline is due. */
export function daysAfter(counting: Counting, { memoDays, longFormDays }: QuerySources): number {
  if (counting === 'memo days') return memoDays;
  return counting === 'long form days' ? longFormDays : 0;
}

/** A day or moment so many days later, or earlier when negative; a moment keeps its time of the day. */
export const shifted = (time: Day | Instant, days: number): Day | Instant =>
  days === 0 ? time : addDays(time.slice(0, 10), days) + time.slice(10);

/** True for what is due on a day, not at a moment. */
export const isDay = (time: Day | Instant): boolean => time.length === 'YYYY-MM-DD'.length;

/** True for what is due no later than now and does not pass by itself. */
export const isOverdue = (counting: Counting, due: Day | Instant, now: Bound): boolean =>
  counting !== 'passes' && (isDay(due) ? due < now.day : due <= now.instant);
