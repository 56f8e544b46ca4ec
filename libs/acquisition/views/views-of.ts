import type { EventStore } from '#event-store';
import type { View } from '#subscriptions';
import type { BuyerTables } from './buyers/buyers.view';
import { buyersView } from './buyers/buyers.view';
import type { EventIndexTables } from './event-index/event-index.view';
import { eventIndexView } from './event-index/event-index.view';
import type { FestivalTables } from './festivals/festivals.view';
import { festivalsView } from './festivals/festivals.view';
import type { FilmTables } from './film/film.view';
import { filmView } from './film/film.view';
import type { OfferTables } from './offers/offers.view';
import { offersView } from './offers/offers.view';
import type { RateTables } from './rates/rates.view';
import { ratesView } from './rates/rates.view';
import type { SlateTables } from './slate/slate-row';
import { slateView } from './slate/slate.view';

/** Every table of every view, by its plain name. */
export type ViewTables = SlateTables &
  FilmTables &
  OfferTables &
  EventIndexTables &
  BuyerTables &
  FestivalTables &
  RateTables;

/** Every view of the trade. A new one is registered here, with one line. */
export const viewsOf = (store: Pick<EventStore, 'readStream'>): readonly View<never>[] => [
  slateView(store),
  filmView(store),
  offersView(store),
  eventIndexView(),
  buyersView(store),
  festivalsView(store),
  ratesView(),
];
