import type { FilmEvent, FilmState } from '#acquisition/domain';
import { filmAt, refuse, show } from '#acquisition/domain';
import { Refused, filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';
import type { AskedMoment, ReadMoment } from './asked-moment';
import { nowOf, readMoment } from './asked-moment';
import type { QuerySources } from './query-sources';

/** There is no film of that name. */
const noSuchFilm = (reference: string): Refused =>
  new Refused(
    refuse(
      'not-found',
      'film-not-found',
      `There is no film "${reference}". Use its slug or id, as the slate lists them, or register it.`,
    ),
  );

const notThen = (film: FilmState, { asOf, knownAt }: ReadMoment): Refused =>
  new Refused(
    refuse(
      'not-found',
      'film-not-found',
      `${film.title} was not on the slate as of ${asOf}, as far as was known at ${knownAt}. Ask for a later moment.`,
    ),
  );

/** Events of a film in the order of the log; none when there is no such film. */
export async function readFilmEvents(store: QuerySources['store'], filmId: string): Promise<readonly FilmEvent[]> {
  const events: FilmEvent[] = [];
  for await (const event of store.readStream(filmStream(filmId))) events.push(toFilmEvent(filmCodec.decode(event)));
  return events;
}

/**
 * The id of a film.
 * @param reference slug, id, or title and year.
 * @throws Refused when there is no such film.
 */
export async function findFilm({ store, directory }: QuerySources, reference: string): Promise<string> {
  const filmId = await directory.find(reference);
  if (filmId !== undefined) for await (const _ of store.readStream(filmStream(filmId), { limit: 1 })) return filmId;
  throw noSuchFilm(reference);
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
  const { store, clock } = sources;
  const moment = readMoment(asked, clock);
  const filmId = await findFilm(sources, reference);
  const events = await readFilmEvents(store, filmId);
  if (moment === undefined) return { film: show(filmId, events), events, at: nowOf(clock) };
  const film = filmAt(filmId, events, moment, clock.dayOf);
  if (!film.isRegistered) throw notThen(show(filmId, events), moment);
  return { film, events, at: moment.at, moment };
}
