import type { StreamModel } from '#event-store';
import type { FilmState } from '#acquisition/domain';
import { evolve, noFilm } from '#acquisition/domain';
import { filmIdOf, toFilmEvent } from './codec';

/** How the events of a film's stream become the film that rules decide on. */
export const filmModel: StreamModel<FilmState> = {
  initial: (stream) => noFilm(filmIdOf(stream)),
  fold: (film, events) => evolve(film, events.map(toFilmEvent)),
};
