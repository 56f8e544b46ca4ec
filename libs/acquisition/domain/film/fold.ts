import type { FilmEvent } from '../events';
import type { Calendar, Day, Instant } from '../time';
import { firstDay, happenedBy, happenedFrom, inOrderOfOccurrence, utcDay } from '../time';
import { apply, draftOf } from './apply';
import type { Corrected } from './corrections';
import { amends, applyCorrections } from './corrections';
import { noteCorrections } from './corrections-of';
import type { FilmState } from './state';
import { noFilm } from './state';

/** The film that all of `events`, in the order given and with the corrections among them, make. Total, pure. */
export function fold(filmId: string, events: readonly FilmEvent[]): FilmState {
  const corrected = applyCorrections(events);
  const film = draftOf(noFilm(filmId));
  for (const event of corrected.events) apply(film, event);
  film.history = [...events];
  film.amendments = new Map(corrected.amendments);
  noteCorrections(film);
  return film;
}

/** `film` and then `events`, in the order of the log: the state that rules decide on. Same as folding all of them at once. */
export function evolve(film: FilmState, events: readonly FilmEvent[]): FilmState {
  if (touchThePast(film, events)) return fold(film.filmId, [...film.history, ...events]);
  return append(film, events);
}

function append(film: FilmState, events: readonly FilmEvent[]): FilmState {
  const next = draftOf(film);
  for (const event of events) {
    apply(next, event);
    next.history.push(event);
  }
  return next;
}

/** True when `events` change what earlier ones say, or are themselves changed by earlier ones. */
export const touchThePast = (film: FilmState, events: readonly FilmEvent[]): boolean =>
  events.some(amends) || film.history.some((event) => amends(event) && pointsForward(event, events));

/** A correction may stand before what it corrects when events are folded in another order than they were recorded in. */
const pointsForward = (amending: FilmEvent, events: readonly FilmEvent[]): boolean =>
  events.some(
    (event) =>
      (amending.type === 'EntryCorrected' && amending.data.corrects === event.id) ||
      (amending.type === 'EntryRetracted' && amending.data.retracts === event.id),
  );

/** Which moment of which knowledge: what had happened by `asOf`, as it had been recorded by `knownAt`. */
export interface Moment {
  /** A day means to its end, in the reporting time zone. */
  readonly asOf: Day | Instant;
  readonly knownAt: Instant;
}

/** The calendar day of an instant in the reporting time zone. */
export type DayOf = (instant: Instant) => Day;

/**
 * The film at a moment on both clocks: the fold, in order of occurrence and then of recording, of every event recorded
 * at or before `knownAt`, with the corrections recorded by then applied, that occurred at or before `asOf`.
 */
export function filmAt(filmId: string, events: readonly FilmEvent[], moment: Moment, dayOf: DayOf): FilmState {
  const known = events.filter((event) => event.recordedAt <= moment.knownAt);
  return filmOf(filmId, known, applyCorrections(known), moment.asOf, dayOf);
}

/**
 * The events that `filmAt` is made of, as they were recorded and in the order of the log: those that were known, had
 * happened as far as was known, and stood; and what had been put right by then, whenever that was.
 */
export function eventsAt(events: readonly FilmEvent[], { asOf, knownAt }: Moment, dayOf: DayOf): readonly FilmEvent[] {
  const known = events.filter((event) => event.recordedAt <= knownAt);
  const right = applyCorrections(known).events;
  const happened = right.filter(({ occurredAt }) => happenedBy(occurredAt, asOf, dayOf));
  const ids = new Set(happened.map(({ id }) => id));
  return known.filter((event) => ids.has(event.id) || amends(event));
}

/** The film that what had happened by `asOf` makes, of all that is `known` and as it was corrected. */
function filmOf(
  filmId: string,
  known: readonly FilmEvent[],
  { events: right, amendments }: Corrected,
  asOf: Day | Instant,
  dayOf: DayOf,
): FilmState {
  const happened = right.filter(({ occurredAt }) => happenedBy(occurredAt, asOf, dayOf));
  const film = draftOf(noFilm(filmId));
  for (const event of inOrderOfOccurrence(happened, (event) => event.occurredAt, dayOf)) apply(film, event);
  film.history = [...known];
  film.amendments = new Map(amendments);
  noteCorrections(film);
  return film;
}

/** After everything: nothing is recorded of the future. */
const EVER: Moment = { asOf: '9999-12-31', knownAt: '9999-12-31T23:59:59.999Z' };

/**
 * The film as it is shown: of all that is recorded, in order of occurrence and then of recording. What is told late is
 * put where it happened.
 */
export const show = (filmId: string, events: readonly FilmEvent[], dayOf: DayOf = utcDay): FilmState =>
  filmAt(filmId, events, EVER, dayOf);

/** A shown film and then `events`, the next ones of the log. Same as showing all of them at once. */
export function showNext(film: FilmState, events: readonly FilmEvent[], dayOf: DayOf = utcDay): FilmState {
  return touchThePast(film, events) || !comeAfter(film.history, events, dayOf)
    ? show(film.filmId, [...film.history, ...events], dayOf)
    : append(film, events);
}

/** True when `later` occurred in their own order and after all of `earlier`. */
function comeAfter(earlier: readonly FilmEvent[], later: readonly FilmEvent[], dayOf: DayOf): boolean {
  let lastDay = '';
  let lastInstant = '';
  const isNext = ({ occurredAt }: FilmEvent): boolean => {
    const day = firstDay(occurredAt, dayOf);
    const isInstant = occurredAt.precision === 'instant';
    const next = day > lastDay || (day === lastDay && (!isInstant || occurredAt.on >= lastInstant));
    if (day > lastDay) lastInstant = '';
    if (day > lastDay) lastDay = day;
    if (isInstant && occurredAt.on > lastInstant) lastInstant = occurredAt.on;
    return next;
  };
  earlier.forEach(isNext);
  return later.every(isNext);
}

/** A film as of a moment, and until the next one at which something happened. */
export interface FilmFrom {
  readonly from: Instant;
  readonly film: FilmState;
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

/**
 * How `event`, recorded right after all that `film` shows, changes what was shown: from the first moment as of which the
 * film is another one, as of that moment and of each later one at which something happened. As of earlier moments it is what it was.
 * @param after the same film with the event: `showNext(film, [event], calendar.dayOf)`.
 */
export function changeBy(film: FilmState, event: FilmEvent, after: FilmState, calendar: Calendar): readonly FilmFrom[] {
  const own = happenedFrom(event.occurredAt, calendar);
  const pastIsTouched = touchThePast(film, [event]);
  const isLast = ({ occurredAt }: FilmEvent): boolean => happenedFrom(occurredAt, calendar) <= own;
  const shown = film.amendments.size === 0 ? film.history : applyCorrections(film.history).events;
  // Most events are the latest that happened, and nothing but themselves is new.
  if (!pastIsTouched && shown.every(isLast)) return [{ from: own, film: after }];

  const corrected = applyCorrections(after.history);
  const happened = (one: FilmEvent): Instant => happenedFrom(one.occurredAt, calendar);
  let from = own;
  if (pastIsTouched) {
    const raw = new Map(after.history.map((one) => [one.id, one]));
    const touched = new Set(amendedBy(event, raw).map(({ id }) => id));
    for (const one of [...after.history, ...shown, ...corrected.events])
      if (touched.has(one.id) && happened(one) < from) from = happened(one);
  }
  const moments = new Set([from, ...corrected.events.map(happened).filter((moment) => moment > from)]);
  return [...moments].sort().map((moment) => ({
    from: moment,
    film: filmOf(film.filmId, after.history, corrected, moment, calendar.dayOf),
  }));
}
