import type { FilmEvent } from '#acquisition/domain';
import { filmAt } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import type { ReadMoment } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import type { SlateRow } from './slate-row';
import { slateRow } from './slate-row';

/**
 * The whole slate at a moment on both clocks. It reads and folds every event of the log each time: its cost grows with
 * the history, not with the page.
 */
export async function slateThen(
  { store, clock }: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): Promise<readonly SlateRow[]> {
  const films = new Map<string, FilmEvent[]>();
  for await (const event of store.readAll()) {
    if (event.recordedAt > moment.knownAt || !isFilmStream(event.stream)) continue;
    const told = toFilmEvent(filmCodec.decode(event));
    const events = films.get(event.stream);
    if (events === undefined) films.set(event.stream, [told]);
    else events.push(told);
  }
  return [...films].flatMap(([stream, events]) => {
    const film = filmAt(filmIdOf(stream), events, moment, clock.dayOf);
    return film.isRegistered ? [slateRow(film, moment.at, '')] : [];
  });
}
