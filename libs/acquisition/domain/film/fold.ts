import type { FilmEvent } from '../events';
import type { Day, Instant } from '../time';
import { firstDay, inOrderOfOccurrence, utcDay } from '../time';
import { apply, draftOf } from './apply';
import { amends, applyCorrections } from './corrections';
import type { FilmState } from './state';
import { noFilm } from './state';

/** The film that all of `events`, in the order given and with the corrections among them, make. Total, pure. */
export function fold(filmId: string, events: readonly FilmEvent[]): FilmState {
  const corrected = applyCorrections(events);
  const film = draftOf(noFilm(filmId));
  for (const event of corrected.events) apply(film, event);
  film.history = [...events];
  film.amendments = new Map(corrected.amendments);
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
const touchThePast = (film: FilmState, events: readonly FilmEvent[]): boolean =>
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

const isDay = (moment: Day | Instant): boolean => moment.length === 'YYYY-MM-DD'.length;

/**
 * The film at a moment on both clocks: the fold, in order of occurrence and then of recording, of every event recorded
 * at or before `knownAt`, with the corrections recorded by then applied, that occurred at or before `asOf`.
 */
export function filmAt(filmId: string, events: readonly FilmEvent[], moment: Moment, dayOf: DayOf): FilmState {
  const known = events.filter((event) => event.recordedAt <= moment.knownAt);
  const { events: right, amendments } = applyCorrections(known);
  const lastDay = isDay(moment.asOf) ? moment.asOf : dayOf(moment.asOf);
  const happened = right.filter(({ occurredAt }) =>
    occurredAt.precision === 'instant' && !isDay(moment.asOf)
      ? occurredAt.on <= moment.asOf
      : firstDay(occurredAt, dayOf) <= lastDay,
  );
  const film = draftOf(noFilm(filmId));
  for (const event of inOrderOfOccurrence(happened, (event) => event.occurredAt, dayOf)) apply(film, event);
  film.history = [...known];
  film.amendments = new Map(amendments);
  return film;
}

/** After everything: nothing is recorded of the future. */
const EVER: Moment = { asOf: '9999-12-31', knownAt: '9999-12-31T23:59:59.999Z' };

/**
 * The film as it is shown: of all that is recorded, in order of occurrence and then of recording. What is told late is
 * put where it happened.
 */
export const show = (filmId: string, events: readonly FilmEvent[]): FilmState => filmAt(filmId, events, EVER, utcDay);

/** A shown film and then `events`, the next ones of the log. Same as showing all of them at once. */
export function showNext(film: FilmState, events: readonly FilmEvent[]): FilmState {
  return touchThePast(film, events) || !comeAfter(film.history, events)
    ? show(film.filmId, [...film.history, ...events])
    : append(film, events);
}

/** True when `later` occurred in their own order and after all of `earlier`. */
function comeAfter(earlier: readonly FilmEvent[], later: readonly FilmEvent[]): boolean {
  let lastDay = '';
  let lastInstant = '';
  const isNext = ({ occurredAt }: FilmEvent): boolean => {
    const day = firstDay(occurredAt, utcDay);
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
