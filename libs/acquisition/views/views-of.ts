import type { EventStore } from '#event-store';
import type { FilmEvent, FilmState } from '#acquisition/domain';
import { showNext } from '#acquisition/domain';
import type { View } from '#subscriptions';
import type { AvailsTables } from './avails/avails-row';
import { availsView } from './avails/avails.view';
import type { BuyerTables } from './buyers/buyers.view';
import { buyersView } from './buyers/buyers.view';
import type { DeadlineTables } from './deadlines/deadline-rows';
import { deadlinesView } from './deadlines/deadlines.view';
import type { DocumentTables } from './documents/documents.view';
import { documentsView } from './documents/documents.view';
import type { EventIndexTables } from './event-index/event-index.view';
import { eventIndexView } from './event-index/event-index.view';
import type { FestivalTables } from './festivals/festivals.view';
import { festivalsView } from './festivals/festivals.view';
import type { OfferTables } from './offers/offers.view';
import { createFilmFolds } from './film-folds';
import { offersView } from './offers/offers.view';
import type { RateTables } from './rates/rates.view';
import { ratesView } from './rates/rates.view';
import type { ReportingZone } from './reporting-zone';
import { UTC_ZONE } from './reporting-zone';
import type { SlateTables } from './slate/slate-row';
import { slateView } from './slate/slate.view';
import { statusHistoryView } from './status-history/status-history.view';
import type { StatusHistoryTables } from './status-history/tables';

/** Every table of every view, by its plain name. */
export type ViewTables = SlateTables &
  OfferTables &
  DeadlineTables &
  AvailsTables &
  BuyerTables &
  FestivalTables &
  RateTables &
  DocumentTables &
  EventIndexTables &
  StatusHistoryTables;

const inZone =
  ({ calendar: { dayOf } }: ReportingZone) =>
  (film: FilmState, events: readonly FilmEvent[]): FilmState =>
    showNext(film, events, dayOf);

/**
 * Every view of the trade. A new one is registered here, with one line.
 * @param zone in which days are told when somebody asks as of one.
 */
export function viewsOf(store: Pick<EventStore, 'readStream'>, zone: ReportingZone = UTC_ZONE): readonly View<never>[] {
  const filmsAfter = createFilmFolds(store);
  return [
    slateView(filmsAfter),
    offersView(filmsAfter),
    deadlinesView(store),
    availsView(filmsAfter),
    buyersView(store, filmsAfter),
    festivalsView(filmsAfter),
    ratesView(),
    documentsView(),
    eventIndexView(zone),
    statusHistoryView(zone.name === UTC_ZONE.name ? filmsAfter : createFilmFolds(store, inZone(zone)), zone),
  ];
}
