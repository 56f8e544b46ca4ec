import type { FilmEvent, FilmState } from '#acquisition/domain';
import { filmAt, refuse } from '#acquisition/domain';
import { Refused, noSuchFilm } from '#acquisition/film-stream';
import type { AskedMoment, ReadMoment } from './asked-moment';
import { nowOf, readMoment } from './asked-moment';
import type { QuerySources } from './query-sources';

const notThen = (film: FilmState, { asOf, knownAt }: ReadMoment): Refused =>
  new Refused(
    refuse(
      'not-found',
      'film-not-found',
      `${film.title} was not on the slate as of ${asOf}, as far as was known at ${knownAt}. Ask for a later moment.`,
    ),
  );

/**
 * The id of a film.
 * @param reference slug, id, or title and year.
 * @throws Refused when there is no such film.
 */
export const findFilm = async (sources: QuerySources, reference: string): Promise<string> =>
  (await shownFilm(sources, reference)).filmId;

async function shownFilm({ films, directory }: QuerySources, reference: string): Promise<FilmState> {
  const filmId = await directory.find(reference);
  const film = filmId === undefined ? undefined : await films.see(filmId);
  if (film === undefined) throw noSuchFilm(reference);
  return film;
}

/** A film as it is at a moment, and that moment. */
export interface FilmSeen extends Pick<ReadMoment, 'at'> {
  readonly film: FilmState;
  /** Every event that is recorded, also those that came later. */
  readonly events: readonly FilmEvent[];
  /** Absent: now. */
  readonly moment?: ReadMoment;
}

/**
 * A film, read from its events: as recorded, or as of a moment on both clocks.
 * @param reference slug, id, or title and year.
 * @throws Refused when there is no such film, or was none then.
 */
export async function seeFilm(sources: QuerySources, reference: string, asked: AskedMoment): Promise<FilmSeen> {
  const { clock } = sources;
  const moment = readMoment(asked, clock);
  const film = await shownFilm(sources, reference);
  if (moment === undefined) return { film, events: film.history, at: nowOf(clock) };
  const then = filmAt(film.filmId, film.history, moment, clock.dayOf);
  if (!then.isRegistered) throw notThen(film, moment);
  return { film: then, events: film.history, at: moment.at, moment };
}
