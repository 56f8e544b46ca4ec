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

/** The answers of routes, by name. */
export const ANSWERS: Readonly<Record<string, Schema>> = {
  Recorded: object({
    filmId: text,
    slug: text,
    revision: text,
    position: text,
    repeated: flag,
    events: listOf(object({ id: text, type: text, revision: text, data: anything })),
  }),
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
  ImportReport: object(
    {
      file: text,
      dryRun: flag,
      films: listOf(anything),
      counts: anything,
      stopped: anything,
      format: { enum: ['csv', 'xlsx'] },
      sheet: text,
      otherSheets: listOf(text),
      headerRows: listOf(whole),
      columns: listOf(object({ column: text, field: text, currency: text, scale: whole }, ['currency', 'scale'])),
      leftOut: listOf(object({ row: text, why: text })),
      position: text,
    },
    ['stopped', 'format', 'sheet', 'otherSheets', 'headerRows', 'columns', 'leftOut'],
  ),
  Workbook: { type: 'string', format: 'binary' },
  TextTable: text,
  HtmlPage: text,
};
