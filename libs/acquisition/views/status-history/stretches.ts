import type { At, Calendar, FilmFrom, FilmState, Instant } from '#acquisition/domain';
import { nextChange } from '#acquisition/domain';
import type { SlateContent } from '../slate/slate-row';
import { slateContent } from '../slate/slate-row';

/** What the slate says of a film from a moment on; `null` where it says nothing, because the film was not registered yet. */
export interface Stretch {
  readonly from: Instant;
  readonly content: SlateContent | null;
}

/** What time alone makes of a film from a moment on, until an event changes it. */
function* inTime(film: FilmState, from: Instant, until: Instant | undefined, calendar: Calendar): Generator<Stretch> {
  for (let next: Instant | null = from; next !== null && (until === undefined || next < until);) {
    const at: At = { instant: next, day: calendar.dayOf(next) };
    yield { from: next, content: film.isRegistered ? slateContent(film, at) : null };
    const change: Instant | null = film.isRegistered ? nextChange(film, at, calendar.beginOf) : null;
    // A moment that has come is no change any more.
    next = change !== null && change > next ? change : null;
  }
}

/** What the slate says as of the first of these moments and of every later one, in their order. */
export function* stretchesOf(films: readonly FilmFrom[], calendar: Calendar): Generator<Stretch> {
  for (const [index, { from, film }] of films.entries()) yield* inTime(film, from, films[index + 1]?.from, calendar);
}
