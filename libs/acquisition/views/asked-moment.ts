import type { At, Day, Instant, Moment } from '#acquisition/domain';
import { calendarOf, endOfDay, parseDay, parseInstant, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { QueryClock } from './query-sources';

/** Which moment is asked for, as it is written: either, both or none. */
export interface AskedMoment {
  /** What had happened by then: a calendar date (to its end in the reporting time zone) or a moment. Default: now. */
  readonly asOf?: string;
  /** What had been recorded by then: a moment, or a calendar date to its end. Default: now. */
  readonly knownAt?: string;
}

/** What an answer for a moment says of it; an answer for now says nothing. */
export interface OfMoment {
  /** What had happened by `asOf`, as it had been recorded by `knownAt`. */
  readonly moment?: { readonly asOf: Day | Instant; readonly knownAt: Instant };
}

/** A moment on both clocks, and when a status is computed for it. */
export interface ReadMoment extends Moment {
  /** All that is recorded counts: no `knownAt` was given. */
  readonly knowsAll?: boolean;
  readonly at: At;
}

/** What an answer says of the moment that it is of. */
export const ofMoment = (moment: ReadMoment | undefined): OfMoment =>
  moment === undefined ? {} : { moment: { asOf: moment.asOf, knownAt: moment.knownAt } };

/** Now, on the clock of the queries. */
export const nowOf = (clock: QueryClock): At => {
  const instant = clock.now();
  return { instant, day: clock.dayOf(instant) };
};

const wrong = (field: string, message: string): Refused => new Refused(refuseFields([{ field, message }]));

/** A moment as it was written, and the first and last one that it means: of a day, its beginning and its end. */
export interface When {
  readonly on: Day | Instant;
  readonly first: Instant;
  readonly last: Instant;
}

/**
 * A calendar date (to its end in the reporting time zone) or a moment.
 * @param field what is told to be wrong.
 * @throws Refused when it cannot be read or has not come yet.
 */
export function readWhen(field: string, text: string, clock: QueryClock): When {
  const now = nowOf(clock);
  const day = parseDay(text);
  const instant = day === undefined ? parseInstant(text) : undefined;
  const on = day ?? instant;
  if (on === undefined)
    throw wrong(field, 'must be a date that exists or a moment with its offset: 2025-06-16 or 2025-06-16T18:00:00Z');
  if (day === undefined ? on > now.instant : on > now.day)
    throw wrong(field, `is in the future (it is ${now.instant}): give a moment that has been`);
  if (day === undefined) return { on, first: on, last: on };
  return { on, first: calendarOf(clock.dayOf).beginOf(day), last: endOfDay(day, clock.dayOf) };
}

/**
 * The moment that is asked for; undefined when now is, on both clocks.
 * @throws Refused when a moment cannot be read or has not come yet.
 */
export function readMoment({ asOf, knownAt }: AskedMoment, clock: QueryClock): ReadMoment | undefined {
  if (asOf === undefined && knownAt === undefined) return undefined;
  const now = nowOf(clock);
  const happened = asOf === undefined ? { on: now.instant, last: now.instant } : readWhen('asOf', asOf, clock);
  const known = knownAt === undefined ? now.instant : readWhen('knownAt', knownAt, clock).last;
  const instant = happened.last < now.instant ? happened.last : now.instant;
  const at = { instant, day: clock.dayOf(instant) };
  return { asOf: happened.on, knownAt: known, at, knowsAll: knownAt === undefined };
}
