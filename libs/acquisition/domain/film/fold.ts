import type { FilmEvent } from '../events';
import type { Day, Instant } from '../time';
import { firstDay, happenedBy, inOrderOfOccurrence, utcDay } from '../time';
import type { Draft } from './apply';
import { apply, draftOf } from './apply';
import type { Corrected } from './corrections';
import { amends, applyCorrections } from './corrections';
import { noteCorrections } from './corrections-of';
import { reachOf, reachedWith, rememberReach } from './reach';
import type { FilmState } from './state';
import { noFilm } from './state';

/** The film that all of `events`, in the order given and with the corrections among them, make. Total, pure. */
export function fold(filmId: string, events: readonly FilmEvent[]): FilmState {
  const corrected = applyCorrections(events);
  const draft = draftOf(noFilm(filmId));
  for (const event of corrected.events) apply(draft, event);
  return handedOut(draft, [...events], corrected);
}

function handedOut(draft: Draft, history: readonly FilmEvent[], { amendments }: Corrected): FilmState {
  draft.film.history = history;
  draft.film.amendments = amendments;
  noteCorrections(draft);
  return draft.film;
}

/** `film` and then `events`, in the order of the log: the state that rules decide on. Same as folding all of them at once. */
export function evolve(film: FilmState, events: readonly FilmEvent[]): FilmState {
  if (touchThePast(film, events)) return fold(film.filmId, [...film.history, ...events]);
  return append(film, events);
}

function append(film: FilmState, events: readonly FilmEvent[]): FilmState {
  const next = draftOf(film);
  for (const event of events) apply(next, event);
  next.film.history = [...film.history, ...events];
  return next.film;
}

/** True when `events` change what earlier ones say, or are themselves changed by earlier ones. */
export const touchThePast = (film: FilmState, events: readonly FilmEvent[]): boolean =>
  events.some(amends) ||
  (film.amendments.size > 0 && film.history.some((event) => amends(event) && pointsForward(event, events)));

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
  corrected: Corrected,
  asOf: Day | Instant,
  dayOf: DayOf,
): FilmState {
  const happened = corrected.events.filter(({ occurredAt }) => happenedBy(occurredAt, asOf, dayOf));
  return handedOut(inOrder(draftOf(noFilm(filmId)), happened, dayOf), [...known], corrected);
}

/** A draft with events in the order in which they occurred, whatever the order in which they are given. */
function inOrder(draft: Draft, events: readonly FilmEvent[], dayOf: DayOf): Draft {
  for (const event of inOrderOfOccurrence(events, (event) => event.occurredAt, dayOf)) apply(draft, event);
  return draft;
}

/**
 * The film as of each of some moments, of all that is `known` and as it was corrected: for each what `filmAt` gives, but what
 * had happened on the days before is folded once for all of them.
 * @param moments in their order.
 */
export function* filmsAt(
  filmId: string,
  known: readonly FilmEvent[],
  corrected: Corrected,
  moments: readonly Instant[],
  dayOf: DayOf,
): Generator<FilmState> {
  const byDay = Map.groupBy(corrected.events, ({ occurredAt }) => firstDay(occurredAt, dayOf));
  const days = [...byDay.keys()].sort();
  let before = noFilm(filmId);
  let next = 0;
  for (const moment of moments) {
    const today = dayOf(moment);
    const earlier = draftOf(before);
    for (let day = days[next]; day !== undefined && day < today; day = days[(next += 1)])
      inOrder(earlier, byDay.get(day) ?? [], dayOf);
    before = earlier.film;
    const happened = (byDay.get(today) ?? []).filter(
      ({ occurredAt }) => occurredAt.precision !== 'instant' || occurredAt.on <= moment,
    );
    yield handedOut(inOrder(draftOf(before), happened, dayOf), known, corrected);
  }
}

/** After everything: nothing is recorded of the future. */
const EVER: Moment = { asOf: '9999-12-31', knownAt: '9999-12-31T23:59:59.999Z' };

/**
 * The film as it is shown: of all that is recorded, in order of occurrence and then of recording. What is told late is
 * put where it happened.
 */
export const show = (filmId: string, events: readonly FilmEvent[], dayOf: DayOf = utcDay): FilmState =>
  filmAt(filmId, events, EVER, dayOf);

/** A film in the order of the log, as rules decide on it, and as it is shown: one and the same where it was told in order. */
export interface ShownFilm {
  readonly recorded: FilmState;
  readonly shown: FilmState;
}

/**
 * The film as it is shown, of what is recorded. Same as `show` of its history.
 * @param before what was shown of it earlier, on which the answer builds; of another film by that id it is of no use.
 */
export function showRecorded(recorded: FilmState, before?: ShownFilm, dayOf: DayOf = utcDay): FilmState {
  const { filmId, history } = recorded;
  const from = before !== undefined && beginsWith(history, before.recorded.history) ? before : undefined;
  const known = from?.recorded ?? noFilm(filmId);
  const events = history.slice(known.history.length);
  if (from !== undefined && from.shown !== known) return showNext(from.shown, events, dayOf);
  const reached = touchThePast(known, events) ? undefined : reachedWith(reachOf(known, dayOf), events, dayOf);
  if (reached === undefined) return show(filmId, history, dayOf);
  rememberReach(recorded, dayOf, reached);
  return recorded;
}

const beginsWith = (history: readonly FilmEvent[], earlier: readonly FilmEvent[]): boolean =>
  earlier.length === 0 || history[earlier.length - 1]?.id === earlier.at(-1)?.id;

/** A shown film and then `events`, the next ones of the log. Same as showing all of them at once. */
export function showNext(film: FilmState, events: readonly FilmEvent[], dayOf: DayOf = utcDay): FilmState {
  const reached = touchThePast(film, events) ? undefined : reachedWith(reachOf(film, dayOf), events, dayOf);
  if (reached === undefined) return show(film.filmId, [...film.history, ...events], dayOf);
  const next = append(film, events);
  rememberReach(next, dayOf, reached);
  return next;
}
