import type { FilmReinstated } from '../events';
import type { Rule } from './decision';
import { firstDay, utcDay } from '../time';
import { given, record, refuse } from './decision';
import { refuseIfBefore } from './in-order';

/** Puts a withdrawn film back on the market. */
export const reinstateFilm: Rule<FilmReinstated> = (film, { reason }, entry) =>
  film.withdrawn === null
    ? refuse('conflict', 'film-not-withdrawn', `${film.title} is not withdrawn from sale.`)
    : (refuseIfBefore(firstDay(film.withdrawn.occurredAt, utcDay), 'the withdrawal', entry) ??
      record('FilmReinstated', given({ reason })));
