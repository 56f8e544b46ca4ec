import type { FilmEvent } from '../events';
import type { Calendar, Day, Instant } from '../time';
import { firstDay, happenedFrom, utcDay } from '../time';
import { applyCorrections } from './corrections';
import { filmsAt, touchThePast } from './fold';
import { lastMoment } from './reach';
import type { FilmState } from './state';

/** A film as of a moment, and until the next one at which something happened. */
export interface FilmFrom {
  readonly from: Instant;
  readonly film: FilmState;
}

/** The last day on which anything had happened, as of the moments from `from` until `until`; `null`: of all later ones. */
export interface LastDay {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly day: Day;
}

/** What an event amends; and what that amends, where it is an amendment itself. */
function amendedBy(event: FilmEvent, byId: ReadonlyMap<string, FilmEvent>): readonly FilmEvent[] {
  const found = new Set<FilmEvent>();
  for (let next: FilmEvent | undefined = event; next !== undefined && !found.has(next);) {
    found.add(next);
    const target: string | undefined =
      next.type === 'EntryCorrected'
        ? next.data.corrects
        : next.type === 'EntryRetracted'
          ? next.data.retracts
          : undefined;
    next = target === undefined ? undefined : byId.get(target);
  }
  return [...found];
}

/** Whether `event` happened after all that `film` shows, and nothing but itself is new. Most events did. */
export const isLatest = (film: FilmState, event: FilmEvent, calendar: Calendar): boolean =>
  !touchThePast(film, [event]) && lastMoment(film, calendar) <= happenedFrom(event.occurredAt, calendar);

/** The first moment as of which `event` makes another film of `film`. @param right the events with it, as they should have been recorded. */
function changesFrom(
  film: FilmState,
  event: FilmEvent,
  after: FilmState,
  right: readonly FilmEvent[],
  calendar: Calendar,
): Instant {
  const happened = (one: FilmEvent): Instant => happenedFrom(one.occurredAt, calendar);
  let from = happened(event);
  if (!touchThePast(film, [event])) return from;
  const touched = new Set(amendedBy(event, new Map(after.history.map((one) => [one.id, one]))).map(({ id }) => id));
  for (const one of [...after.history, ...applyCorrections(film.history).events, ...right])
    if (touched.has(one.id) && happened(one) < from) from = happened(one);
  return from;
}

/**
 * How `event`, recorded right after all that `film` shows, changes what was shown: from the first moment as of which the
 * film is another one, as of that moment and of each later one at which something happened. As of earlier moments it is what it was.
 * @param after the same film with the event: `showNext(film, [event], calendar.dayOf)`.
 */
export function changeBy(film: FilmState, event: FilmEvent, after: FilmState, calendar: Calendar): readonly FilmFrom[] {
  if (isLatest(film, event, calendar)) return [{ from: happenedFrom(event.occurredAt, calendar), film: after }];
  const corrected = applyCorrections(after.history);
  const from = changesFrom(film, event, after, corrected.events, calendar);
  const happened = corrected.events.map(({ occurredAt }) => happenedFrom(occurredAt, calendar));
  const moments = [...new Set([from, ...happened.filter((moment) => moment > from)])].sort();
  const films = filmsAt(film.filmId, after.history, corrected, moments, calendar.dayOf);
  return [...films].map((then, index) => ({ from: moments[index] ?? from, film: then }));
}

/**
 * How the same changes the last day on which anything had happened: at least as of the moment from which the film is another
 * one. Parameters as those of `changeBy`.
 */
export function lastDaysBy(
  film: FilmState,
  event: FilmEvent,
  after: FilmState,
  calendar: Calendar,
): readonly LastDay[] {
  if (isLatest(film, event, calendar))
    return [{ from: happenedFrom(event.occurredAt, calendar), until: null, day: after.lastOccurredOn }];
  const right = applyCorrections(after.history).events;
  const from = changesFrom(film, event, after, right, calendar);
  const placed = right
    .map(({ occurredAt }) => ({ moment: happenedFrom(occurredAt, calendar), day: firstDay(occurredAt, utcDay) }))
    .sort((a, b) => (a.moment < b.moment ? -1 : a.moment > b.moment ? 1 : 0));
  let last: LastDay = { from, until: null, day: '' };
  const days: LastDay[] = [];
  for (const { moment, day } of placed) {
    if (day <= last.day) continue;
    if (moment > last.from) days.push({ ...last, until: moment });
    last = { from: moment > from ? moment : from, until: null, day };
  }
  days.push(last);
  // Told late, it is the last only until something happened on a later day.
  return touchThePast(film, [event]) ? days : days.slice(0, 1);
}
