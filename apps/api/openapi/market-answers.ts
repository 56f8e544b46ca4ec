import type { Schema } from './schema-words';
import {
  anything,
  conflict,
  figures,
  filmNamed,
  flag,
  listOf,
  object,
  ofMoment,
  orNull,
  pageOf,
  pageOfMoment,
  recorded,
  reporting,
  share,
  text,
  total,
  whole,
} from './schema-words';

const shares = object({ least: { type: 'number', minimum: 0 }, most: orNull({ type: 'number', minimum: 0 }) });
const best = listOf(object({ currency: orNull(text), offerIds: listOf(text), isDecided: flag }));

const buyerOnMarket = {
  key: text,
  name: text,
  alsoCalled: listOf(text),
  films: whole,
  interest: whole,
  passes: whole,
  negotiations: whole,
  offers: whole,
  deals: whole,
  lastOn: text,
  figures,
} as const;

const minutes = { type: 'number', minimum: 0 } as const;

const festivalOnMarket = {
  key: text,
  name: text,
  editions: listOf(whole),
  films: whole,
  selections: whole,
  screenings: whole,
  ovations: whole,
  awards: whole,
  leastMinutes: orNull(minutes),
  mostMinutes: orNull(minutes),
  phases: { type: 'object', additionalProperties: whole },
} as const;

/** The answers of routes of the market, by name. */
export const MARKET_ANSWERS: Readonly<Record<string, Schema>> = {
  RecordedOnMarket: object(recorded),
  BuyerOnMarket: object(buyerOnMarket),
  BuyersOnMarket: pageOfMoment('BuyerOnMarket'),
  BuyerHistory: ofMoment({
    ...buyerOnMarket,
    merges: listOf(object({ buyer: text, into: text, on: text, reason: orNull(text), eventId: text })),
    items: listOf(
      object({
        entryId: text,
        kind: text,
        film: filmNamed,
        buyer: text,
        on: text,
        rights: orNull(text),
        reason: orNull(text),
        exclusive: orNull(flag),
        until: orNull(text),
        status: orNull(text),
        headline: listOf(total),
      }),
    ),
    next: orNull(text),
  }),
  RateSet: object({
    ratesOn: text,
    publishedBy: text,
    base: text,
    rates: { type: 'object', additionalProperties: text },
    recordedAt: text,
    eventId: text,
  }),
  RateSets: pageOf('RateSet'),
  FestivalOnMarket: object(festivalOnMarket),
  FestivalsOnMarket: pageOfMoment('FestivalOnMarket'),
  FestivalHistory: ofMoment({
    ...festivalOnMarket,
    items: listOf(
      object({
        film: filmNamed,
        year: whole,
        selections: listOf(anything),
        screenings: listOf(anything),
        ovations: object({ reports: listOf(anything), leastMinutes: orNull(minutes), mostMinutes: orNull(minutes) }),
        awards: listOf(anything),
        firstScreeningOn: orNull(text),
        daysToFirstOffer: orNull(whole),
        daysToFirstDeal: orNull(whole),
        outcome: orNull(object({ phase: text, share, buyers: listOf(text) })),
      }),
    ),
    next: orNull(text),
  }),
  BuyerDuplicates: ofMoment({ items: listOf(listOf(text)) }),
  ComparedOffers: object({
    film: filmNamed,
    at: text,
    reporting: orNull(object(reporting)),
    offers: listOf(
      object({
        offerId: text,
        buyer: text,
        status: text,
        isOpen: flag,
        isReserved: flag,
        madeOn: text,
        rights: text,
        terms: anything,
        headline: listOf(total),
        headlineCompared: listOf(total),
        shareOfAsk: listOf(object({ currency: text, ask: total, share: orNull(shares) })),
        conflicts: listOf(conflict),
        warnings: listOf(text),
        until: orNull(text),
        secondsLeft: orNull(whole),
        reason: orNull(text),
        corrections: listOf(anything),
      }),
    ),
    best: { type: 'object', additionalProperties: best },
  }),
};
