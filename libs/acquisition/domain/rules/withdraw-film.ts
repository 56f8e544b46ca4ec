import type { FilmWithdrawn } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';

/** Takes the film off the market. What was sold stays sold. */
export const withdrawFilm: Rule<FilmWithdrawn> = (film, { reason }) =>
  film.withdrawn === null
    ? record('FilmWithdrawn', given({ reason }))
    : refuse('conflict', 'film-withdrawn', `${film.title} is withdrawn from sale already.`);
