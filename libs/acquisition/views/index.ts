/** What can be seen of films: the views, and the queries on them. */
export type { Told } from './told';
export { viewsOf, type ViewTables } from './views-of';
export { reportingZone, type ReportingZone } from './reporting-zone';
export { QUERY_SOURCES, querySources, type QueryClock, type QuerySources } from './query-sources';
export { queryHandlers } from './query-handlers';
export { readMoment, type AskedMoment, type OfMoment, type ReadMoment } from './asked-moment';
export { DEFAULT_PAGE, type Page } from './cursor';
export { deadlinesView } from './deadlines/deadlines.view';
export { filmsWithLapses, nextLapse } from './deadlines/coming-lapses';
export { DeadlinesQuery, deadlines, type AskedDeadlines, type DeadlineOnSlate } from './deadlines/deadlines.queries';
export {
  DocumentQuery,
  NamingEntriesQuery,
  DocumentsQuery,
  document,
  documents,
  type AskedDocuments,
  type DocumentAsked,
  type DocumentKept,
} from './documents/documents.queries';
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
export { DiffQuery, diff, type AskedDiff, type FilmDiff } from './film/diff';
export { DocumentsOfFilmQuery, documentsOfFilm, type DocumentOfFilm } from './film/documents-of-film';
export type { EntryDiff } from './film/entry-diffs';
export type { FilmChanges, StateDiff, StateValue } from './film/film-changes';
export type { AskedExplanation, Explanation } from './film/explain';
export { FIGURES, type ExplainedFigure, type Figure } from './film/explained-figures';
export type { DocumentShown, EntryWithDocuments } from './film/with-documents';
export { dossiersOf } from './film/dossiers';
export { HISTORY_ORDERS, entriesOf, type AskedHistory, type Entry } from './film/history';
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
  AMENDED,
  CORRELATION_ID,
  SOURCE_KINDS,
  type Amended,
  type AskedEvents,
  type EventType,
} from './event-index/asked-events';
export {
  EventQuery,
  EventsQuery,
  event,
  events,
  type EventInLog,
  type IndexedEvent,
} from './event-index/event-index.queries';
export type { AskedReplay } from './replay/asked-replay';
export { ReplayQuery, replay, replayOfFilm, type AskedFilmReplay, type AskedReplayPage } from './replay/film-replay';
export { EffectsQuery, effects, type Effects } from './replay/effects';
export type { ReplayStep } from './replay/replay-step';
export { replayOfSlate } from './replay/slate-replay';
export type { Standing } from './replay/standing';
export { RatesQuery, rates, type AskedRates, type RateSetShown } from './rates/rates.queries';
export type { AskedReporting, Reporting } from './rates/reporting';
export { createShownFilms, recordedFilms } from './shown-films';
export { everyFilm } from './slate/every-film';
export { ExplainSumQuery, explainSum, type AskedSumExplanation, type FilmInSum } from './slate/explain-sum';
export { slateFromLog } from './slate/slate-from-log';
export type { FilmOnSlate } from './slate/film-on-slate';
export { titleSortKey } from './slate/slate-row';
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
