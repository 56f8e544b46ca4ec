import type { FilmEvent } from '#acquisition/domain';
import { filmAt } from '#acquisition/domain';
import { filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';
import type { ReadMoment } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import { filmsInLog } from '../then/films-of-then';
import type { Dossier } from './dossier';
import { dossierOf } from './dossier';

/**
 * The dossier of every film that was registered at a moment on both clocks, in the order in which they were registered, from the
 * events alone: it reads and folds all of them, film after film as they are taken, and holds one.
 */
export async function* dossiersOf(
  { store, clock }: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): AsyncGenerator<Dossier, void> {
  for (const { filmId } of await filmsInLog({ store })) {
    const events: FilmEvent[] = [];
    for await (const recorded of store.readStream(filmStream(filmId)))
      if (recorded.recordedAt <= moment.knownAt) events.push(toFilmEvent(filmCodec.decode(recorded)));
    const film = filmAt(filmId, events, moment, clock.dayOf);
    if (film.isRegistered) yield dossierOf(film, moment.at);
  }
}
