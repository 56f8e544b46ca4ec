/** What can be seen of films: the views, and the queries on them. */
export { viewsOf, type ViewTables } from './views-of';
export { QUERY_SOURCES, querySources, type QueryClock, type QuerySources } from './query-sources';
export { queryHandlers } from './query-handlers';
export type { AskedMoment } from './asked-moment';
export { DEFAULT_PAGE, type Page } from './cursor';
export type { DealInDossier, Dossier, OfferInDossier, Told } from './film/dossier';
export type { Explanation } from './film/explain';
export { HISTORY_ORDERS, type AskedHistory, type Entry } from './film/history';
export {
  DealsOfFilmQuery,
  ExplainQuery,
  FilmQuery,
  HistoryQuery,
  OffersOfFilmQuery,
  dealsOfFilm,
  explain,
  film,
  history,
  offersOfFilm,
  type AskedFilm,
  type DossierText,
} from './film/film.queries';
export type { CheckedOffer, OfferToCheck } from './offers/check-offer';
export {
  CheckOfferQuery,
  OffersQuery,
  checkOffer,
  offers,
  type AskedOffers,
  type OfferOnSlate,
} from './offers/offers.queries';
export {
  EventQuery,
  EventsQuery,
  event,
  events,
  type AskedEvents,
  type EventInLog,
  type IndexedEvent,
} from './event-index/event-index.queries';
export { everyFilm } from './slate/every-film';
export type { FilmOnSlate } from './slate/film-on-slate';
export { SLATE_SORTS, type SlateSort } from './slate/slate-order';
export { SlateQuery, SlateSummaryQuery, slate, slateSummary, type AskedSlate } from './slate/slate.queries';
export type { SlateSummary } from './slate/slate-summary';
