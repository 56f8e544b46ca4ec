/** What can be seen of films: the views, and the queries on them. */
export type { Told } from './told';
export { viewsOf, type ViewTables } from './views-of';
export { reportingZone, type ReportingZone } from './reporting-zone';
export { QUERY_SOURCES, querySources, type QueryClock, type QuerySources } from './query-sources';
export { queryHandlers } from './query-handlers';
export type { AskedMoment, OfMoment } from './asked-moment';
export { DEFAULT_PAGE, type Page } from './cursor';
export { deadlinesView } from './deadlines/deadlines.view';
export { filmsWithLapses, nextLapse } from './deadlines/coming-lapses';
export { DeadlinesQuery, deadlines, type AskedDeadlines, type DeadlineOnSlate } from './deadlines/deadlines.queries';
export { ENTRY_KINDS, type EntryKind } from './buyers/buyer-entries';
export { BuyerNameQuery } from './buyers/buyer-named';
export { BuyerQuery, buyer, type AskedBuyer, type BuyerEntry, type BuyerHistory } from './buyers/buyer.queries';
export {
  BUYER_SORTS,
  BuyerDuplicatesQuery,
  BuyersQuery,
  buyerDuplicates,
  buyers,
  type AskedBuyers,
  type BuyerDuplicates,
  type BuyerOnMarket,
  type BuyerSort,
} from './buyers/buyers.queries';
export {
  FestivalQuery,
  FestivalsQuery,
  festival,
  festivals,
  type AskedFestival,
  type AskedFestivals,
  type FestivalHistory,
  type FestivalOnMarket,
  type FilmAtFestival,
} from './festivals/festivals.queries';
export type { DealInDossier, Dossier, OfferInDossier } from './film/dossier';
export {
  DiffQuery,
  diff,
  type AskedDiff,
  type EntryDiff,
  type FilmDiff,
  type StateDiff,
  type StateValue,
} from './film/diff';
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
export { CompareOffersQuery, comparedOffers, type AskedComparison, type ComparedOffers } from './offers/compare-offers';
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
  type EventType,
  type IndexedEvent,
} from './event-index/event-index.queries';
export { RatesQuery, rates, type AskedRates, type RateSetShown } from './rates/rates.queries';
export type { AskedReporting, Reporting } from './rates/reporting';
export { createShownFilms } from './shown-films';
export { everyFilm } from './slate/every-film';
export { slateFromLog } from './slate/slate-from-log';
export type { FilmOnSlate } from './slate/film-on-slate';
export { SLATE_SORTS, type SlateSort } from './slate/slate-order';
export {
  SlateQuery,
  SlateSummaryQuery,
  slate,
  slateSummary,
  type AskedSlate,
  type ReportedSummary,
} from './slate/slate.queries';
export type { SlateSummary } from './slate/slate-summary';
export type { AskedRights } from './avails/asked-avails';
export type { AskedFilmAvails, FilmAvails } from './avails/film-avails';
export { PARTS, type Part } from './avails/free-films';
export type { AskedSlateAvails, FreeBlocks, FreeFilm, SlateAvails, SlateBlocks } from './avails/slate-avails';
export {
  FilmAvailsQuery,
  SlateBlocksQuery,
  SlateAvailsQuery,
  filmAvails,
  slateBlocks,
  slateAvails,
} from './avails/avails.queries';
