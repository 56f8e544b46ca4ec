import type { FilmRecorder } from '#acquisition/commands';
import type { AlarmClock } from '#acquisition/processes';
import { offerClock } from '#acquisition/processes';
import type { ViewTables } from '#acquisition/views';
import { filmsWithLapses, nextLapse } from '#acquisition/views';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import type { Log, SupervisedProcess, ViewSupervisor } from '#subscriptions';
import { superviseProcess } from '#subscriptions';

export interface OfferClockStores {
  readonly store: EventStore;
  readonly readStore: ReadStore<ViewTables>;
  readonly views: ViewSupervisor;
  readonly recorder: FilmRecorder;
  readonly clock: AlarmClock;
}

const WAITS_FOR = ['deadlines'];

/** Begins to let offers and reservations lapse, beside the recorder and through it. */
export function startOfferClock(
  { store, readStore, views, recorder, clock }: OfferClockStores,
  log: Log,
): SupervisedProcess {
  const process = offerClock({
    store,
    coming: {
      due: (instant, limit) => filmsWithLapses(readStore, instant, limit),
      next: () => nextLapse(readStore),
      shows: (position) => views.waitFor(position, { views: WAITS_FOR }),
    },
    lapseDue: (filmId) => recorder.lapseDue(filmId),
    clock,
  });
  return superviseProcess(process, { log });
}
