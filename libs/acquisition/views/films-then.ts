import type { FilmEvent, FilmState } from '#acquisition/domain';
import { filmAt } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import type { ReadMoment } from './asked-moment';
import type { QuerySources } from './query-sources';

/**
 * Every film that was registered at a moment on both clocks, as it was then. It reads and folds every event of the log each
 * time: its cost grows with the history, not with what is asked.
 */
export async function filmsThen(
  { store, clock }: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): Promise<readonly FilmState[]> {
  const films = new Map<string, FilmEvent[]>();
  for await (const event of store.readAll()) {
    if (event.recordedAt > moment.knownAt || !isFilmStream(event.stream)) continue;
    const told = toFilmEvent(filmCodec.decode(event));
    const events = films.get(event.stream);
    if (events === undefined) films.set(event.stream, [told]);
    else events.push(told);
  }
  return [...films]
    .map(([stream, events]) => filmAt(filmIdOf(stream), events, moment, clock.dayOf))
    .filter(({ isRegistered }) => isRegistered);
}
