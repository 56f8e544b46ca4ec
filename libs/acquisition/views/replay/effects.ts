import type { FilmEvent, FilmState } from '#acquisition/domain';
import { refuse, show } from '#acquisition/domain';
import { Refused, filmIdOf, isFilmStream } from '#acquisition/film-stream';
import { nowOf } from '../asked-moment';
import type { EventInLog } from '../event-index/event-index.queries';
import { event as eventOf } from '../event-index/event-index.queries';
import { entryDiffs } from '../film/entry-diffs';
import { changesBetween, compared } from '../film/film-changes';
import { entriesOf } from '../film/history';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { readReplay } from './asked-replay';
import { stepsOf } from './film-replay';
import type { EntryChanges, ReplayStep } from './replay-step';

/** Everything that an event changed. */
export interface Effects {
  readonly event: Omit<EventInLog, 'recorded'>;
  /**
   * What it changed when it was recorded: the film right before and after it, and in `entry.amendments` which later entries
   * corrected or retracted it. `null` for what is of no one film: it changes no phase, cell, offer, deal or sum of one.
   */
  readonly recorded: ReplayStep | null;
  /** What would be another now if it had not been recorded; `null` for what is of no one film. */
  readonly today: EntryChanges | null;
}

/** Everything that an event changed. */
export class EffectsQuery extends Query<Effects> {
  constructor(readonly asked: { readonly eventId: string }) {
    super();
  }
}

/** A film, and the same without one of its events: what of it is another, as it is seen now. */
function madeBy(event: FilmEvent, film: FilmState, { clock }: QuerySources): EntryChanges {
  const at = nowOf(clock);
  const others = film.history.filter(({ id }) => id !== event.id);
  const entries = (events: readonly FilmEvent[]) =>
    entriesOf(events, undefined, clock.dayOf).filter(({ eventId }) => eventId !== event.id);
  return {
    ...changesBetween(compared(show(film.filmId, others), at), compared(film, at)),
    entries: entryDiffs(entries(others), entries(film.history)),
  };
}

/**
 * Everything that an event changed: when it was recorded, and what still rests on it.
 * @throws Refused when there is none of that id.
 */
export async function effects(sources: QuerySources, asked: EffectsQuery['asked']): Promise<Effects> {
  const { recorded: inLog, ...event } = await eventOf(sources, asked);
  if (!isFilmStream(inLog.stream)) return { event, recorded: null, today: null };
  const { film, events } = await seeFilm(sources, filmIdOf(inLog.stream), {});
  const told = events.find(({ id }) => id === event.eventId);
  const read = readReplay({}, sources.clock);
  const [step] = stepsOf(film.filmId, events, read, Number(event.revision) - 1);
  if (told === undefined || step === undefined)
    throw new Refused(
      refuse('not-found', 'event-not-found', `There is no event ${event.eventId} in the log any more.`),
    );
  return { event, recorded: step, today: madeBy(told, film, sources) };
}
