import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { answeredBy } from './answered-by';
import {
  FilmAvailsQuery,
  SlateBlocksQuery,
  SlateAvailsQuery,
  filmAvails,
  slateBlocks,
  slateAvails,
} from './avails/avails.queries';
import {
  DocumentQuery,
  DocumentsQuery,
  NamingEntriesQuery,
  document,
  documents,
  namingEntries,
} from './documents/documents.queries';
import { DeadlinesQuery, deadlines } from './deadlines/deadlines.queries';
import { BuyerNameQuery, buyerName } from './buyers/buyer-named';
import { BuyerQuery, buyer } from './buyers/buyer.queries';
import { BuyerDuplicatesQuery, BuyersQuery, buyerDuplicates, buyers } from './buyers/buyers.queries';
import { EventQuery, EventsQuery, event, events } from './event-index/event-index.queries';
import { FestivalQuery, FestivalsQuery, festival, festivals } from './festivals/festivals.queries';
import {
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
} from './film/film.queries';
import { DiffQuery, diff } from './film/diff';
import { DocumentsOfFilmQuery, documentsOfFilm } from './film/documents-of-film';
import { CompareOffersQuery, comparedOffers } from './offers/compare-offers';
import { CheckOfferQuery, OffersQuery, checkOffer, offers } from './offers/offers.queries';
import { RatesQuery, rates } from './rates/rates.queries';
import { EffectsQuery, effects } from './replay/effects';
import { ReplayQuery, replay } from './replay/film-replay';
import { ExplainSumQuery, explainSum } from './slate/explain-sum';
import { SlateQuery, SlateSummaryQuery, slate, slateSummary } from './slate/slate.queries';

/** Which function answers which query. A new query is registered here, with one line. */
export const queryHandlers = (): readonly Type<IQueryHandler>[] => [
  answeredBy(SlateQuery, slate),
  answeredBy(SlateSummaryQuery, slateSummary),
  answeredBy(FilmQuery, film),
  answeredBy(ExplainQuery, explain),
  answeredBy(HistoryQuery, history),
  answeredBy(DiffQuery, diff),
  answeredBy(ReplayQuery, replay),
  answeredBy(EffectsQuery, effects),
  answeredBy(ExplainSumQuery, explainSum),
  answeredBy(DocumentsOfFilmQuery, documentsOfFilm),
  answeredBy(OffersOfFilmQuery, offersOfFilm),
  answeredBy(DealsOfFilmQuery, dealsOfFilm),
  answeredBy(OffersQuery, offers),
  answeredBy(CheckOfferQuery, checkOffer),
  answeredBy(CompareOffersQuery, comparedOffers),
  answeredBy(FilmAvailsQuery, filmAvails),
  answeredBy(SlateAvailsQuery, slateAvails),
  answeredBy(SlateBlocksQuery, slateBlocks),
  answeredBy(DeadlinesQuery, deadlines),
  answeredBy(EventsQuery, events),
  answeredBy(EventQuery, event),
  answeredBy(RatesQuery, rates),
  answeredBy(DocumentsQuery, documents),
  answeredBy(DocumentQuery, document),
  answeredBy(NamingEntriesQuery, namingEntries),
  answeredBy(FestivalsQuery, festivals),
  answeredBy(FestivalQuery, festival),
  answeredBy(BuyersQuery, buyers),
  answeredBy(BuyerQuery, buyer),
  answeredBy(BuyerNameQuery, buyerName),
  answeredBy(BuyerDuplicatesQuery, buyerDuplicates),
];
