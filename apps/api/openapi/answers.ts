/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;
const flag = { type: 'boolean' } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;
const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const anything = { type: 'object', additionalProperties: true } as const;
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object with these fields, all of them there unless named in `optional`; more may follow. */
const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const items = (name: string): Schema => object({ items: listOf(ref(name)) });
const pageOf = (name: string): Schema => object({ items: listOf(ref(name)), next: orNull(text) });

const occurredAt = object({ on: text, precision: { enum: ['instant', 'day', 'week', 'month', 'year'] } });
const actor = object({ user: text, role: text });
const total = object({ currency: text, minMinor: whole, maxMinor: orNull(whole), unknown: whole });
const figures = object({ offered: listOf(total), reserved: listOf(total), committed: listOf(total) });
const filmNamed = object({ filmId: text, slug: text, title: text });
const conflict = object({ kind: text, dealId: text, offerId: text, buyer: text, overlap: text }, [
  'dealId',
  'offerId',
  'buyer',
]);

const shares = object({ least: { type: 'number', minimum: 0 }, most: orNull({ type: 'number', minimum: 0 }) });
const best = listOf(object({ currency: orNull(text), offerIds: listOf(text), isDecided: flag }));

const offer = {
  offerId: text,
  buyer: text,
  status: text,
  rights: anything,
  terms: anything,
  ladder: listOf(anything),
  expiresAt: orNull(text),
  reservedUntil: orNull(text),
  conflicts: listOf(conflict),
  headline: listOf(total),
  isOpen: flag,
  isReserved: flag,
} as const;

const entry = object(
  {
    eventId: text,
    type: text,
    revision: text,
    sentence: text,
    occurredAt,
    occurredInWords: text,
    recordedAt: text,
    actor,
    source: anything,
    standing: { enum: ['as recorded', 'corrected', 'retracted'] },
    amendedBy: listOf(text),
    recorded: anything,
    data: anything,
  },
  ['recorded'],
);

const indexedEvent = {
  position: text,
  eventId: text,
  film: orNull(filmNamed),
  revision: text,
  type: text,
  sentence: text,
  occurredAt,
  occurredInWords: text,
  recordedAt: text,
  actor,
  source: anything,
  buyer: orNull(text),
  amendments: listOf(object({ kind: text, by: text })),
} as const;

const recorded = {
  revision: text,
  position: text,
  repeated: flag,
  events: listOf(object({ id: text, type: text, revision: text, data: anything })),
} as const;

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

const reporting = { currency: text, ratesOn: text, publishedBy: text } as const;
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

/** The answers of routes, by name. */
export const ANSWERS: Readonly<Record<string, Schema>> = {
  Recorded: object({ filmId: text, slug: text, ...recorded }),
  RecordedOnMarket: object(recorded),
  BuyerOnMarket: object(buyerOnMarket),
  BuyersOnMarket: pageOf('BuyerOnMarket'),
  BuyerHistory: object({
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
  FestivalsOnMarket: pageOf('FestivalOnMarket'),
  FestivalHistory: object({
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
  BuyerDuplicates: object({ items: listOf(listOf(text)) }),
  Problem: object(
    {
      type: text,
      title: text,
      status: whole,
      detail: text,
      instance: text,
      correlationId: text,
      fields: listOf(object({ field: text, message: text, nearest: listOf(text) }, ['nearest'])),
      conflicts: listOf(conflict),
      free: text,
    },
    ['fields', 'conflicts', 'free'],
  ),
  CheckedOffer: object({
    conflicts: listOf(conflict),
    free: text,
    rights: anything,
    headline: listOf(total),
    belowTake: flag,
    warnings: listOf(text),
  }),
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
      }),
    ),
    best: { type: 'object', additionalProperties: best },
  }),
  FilmOnSlate: object({
    filmId: text,
    slug: text,
    title: text,
    year: whole,
    directors: listOf(text),
    phase: text,
    phaseRule: whole,
    phaseWords: text,
    phaseUntil: orNull(text),
    share,
    liveOffers: whole,
    reservations: whole,
    liveDeals: whole,
    buyers: listOf(text),
    ovationMinutes: orNull(object({ least: { type: 'number' }, most: { type: 'number' } })),
    figures,
    lastOccurredOn: text,
    lastRecordedAt: text,
    revision: text,
  }),
  FilmsOnSlate: pageOf('FilmOnSlate'),
  SlateSummary: object({
    films: whole,
    byPhase: { type: 'object', additionalProperties: whole },
    liveOffers: whole,
    reservations: whole,
    liveDeals: whole,
    figures,
    reported: orNull(object({ ...reporting, figures })),
  }),
  Dossier: object({
    filmId: text,
    slug: text,
    title: text,
    year: whole,
    phase: text,
    phaseReason: object({ rule: whole, words: text, eventIds: listOf(text) }),
    phaseUntil: orNull(text),
    share,
    figures,
    deals: listOf(ref('Deal')),
    offers: listOf(ref('Offer')),
    matrix: listOf(anything),
    revision: text,
  }),
  Offer: object(offer),
  OffersOfFilm: items('Offer'),
  OfferOnSlate: object({ ...offer, film: filmNamed }),
  OffersOnSlate: pageOf('OfferOnSlate'),
  Deal: object({
    dealId: text,
    offerId: orNull(text),
    buyer: text,
    rights: anything,
    terms: anything,
    acquiredOn: text,
    executedOn: orNull(text),
    status: { enum: ['committed', 'licensed', 'ended'] },
    headline: listOf(total),
  }),
  DealsOfFilm: items('Deal'),
  Entry: entry,
  Entries: pageOf('Entry'),
  Explanation: object({
    filmId: text,
    slug: text,
    title: text,
    phase: text,
    rule: whole,
    words: text,
    events: listOf(ref('Entry')),
    until: orNull(text),
    share: object({ acquired: share, isAll: flag, countedAs: text }),
    mandate: object({ isAssumed: flag, words: text }),
    revision: text,
  }),
  IndexedEvent: object(indexedEvent),
  Events: pageOf('IndexedEvent'),
  Event: object({
    ...indexedEvent,
    recorded: object({ stream: text, type: text, data: anything, metadata: anything }),
  }),
  View: object(
    { view: text, version: whole, status: text, position: text, events: whole, lag: whole, deadLetters: whole },
    ['lag', 'deadLetters'],
  ),
  Views: items('View'),
  DeadLetter: object({
    id: text,
    view: text,
    position: text,
    eventId: text,
    stream: text,
    revision: text,
    type: text,
    error: text,
    at: text,
    attempts: whole,
  }),
  DeadLetters: items('DeadLetter'),
  RetryOutcome: object({ id: text, view: text, applied: flag, error: text }, ['error']),
  Live: object({ status: { const: 'live' } }),
  Readiness: object({
    status: text,
    problems: listOf(text),
    views: listOf(object({ view: text, status: text, lag: orNull(whole) })),
  }),
  OpenApi: anything,
  HtmlPage: text,
};
