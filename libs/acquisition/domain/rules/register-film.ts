import type { FilmState } from '../film';
import { slugOf } from '../film/slug';
import type { Decision, Entry } from './decision';
import { given, record, refuse, whenPossible } from './decision';

export interface FilmDetails {
  readonly title: string;
  readonly year: number;
  readonly directors: readonly string[];
  readonly companies?: readonly string[];
  /** Only for a film whose title and year another one has too; default: made from both. */
  readonly slug?: string;
}

/** Puts a film on the slate. */
export function registerFilm(film: FilmState, details: FilmDetails, entry: Entry): Decision {
  if (film.isRegistered) {
    return refuse(
      'conflict',
      'film-registered',
      `${film.title} (${String(film.year)}) is registered already, as ${film.slug}.`,
    );
  }
  const { title, year, directors, companies } = details;
  const slug = details.slug ?? slugOf(title, year);
  return (
    whenPossible(entry) ??
    record('FilmRegistered', { filmId: film.filmId, slug, title, year, directors, ...given({ companies }) })
  );
}
