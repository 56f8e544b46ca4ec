import type { FilmReinstated } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';

/** Puts a withdrawn film back on the market. */
export const reinstateFilm: Rule<FilmReinstated> = (film, { reason }) =>
  film.withdrawn === null
    ? refuse('conflict', 'film-not-withdrawn', `${film.title} is not withdrawn from sale.`)
    : record('FilmReinstated', given({ reason }));
