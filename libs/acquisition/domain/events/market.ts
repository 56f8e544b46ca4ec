import type { Currency } from '../money';
import type { Day } from '../time';
import type { Envelope } from './envelope';

/** Rates of exchange of a day, as somebody published them. A later set of the same day, publisher and base replaces one. */
export interface RatesSet {
  /** The day that the rates are of. */
  readonly ratesOn: Day;
  /** Who published them, such as `European Central Bank`. */
  readonly publishedBy: string;
  /** The currency of which one unit is worth so much of the others. */
  readonly base: Currency;
  /** By ISO 4217 code, a decimal number as it was published: `1.0876`. Never a float. */
  readonly rates: Readonly<Record<Currency, string>>;
}

/** Two names are of one buyer: from now on the one counts as the other. No event of a film changes. */
export interface BuyersMerged {
  /** The name that is given up. */
  readonly buyer: string;
  /** The name that stands for both. */
  readonly into: string;
  readonly reason?: string;
}

/** Two names that were merged are of two buyers after all. */
export interface BuyersSeparated {
  readonly buyer: string;
  /** The name that it had been merged into. */
  readonly from: string;
  readonly reason?: string;
}

/** Somebody else's program is told of events from now on: each is posted to its address, signed, until it is taken. */
export interface WebhookRegistered {
  /** Where events are posted to. */
  readonly url: string;
  /** What it is for. */
  readonly description?: string;
  /** Only events of these types, by their names. Without: of all. */
  readonly types?: readonly string[];
  /** Only events of these films, by their ids. Without: of all, and what is of no one film. */
  readonly films?: readonly string[];
  /** It is told of everything that was ever recorded, and not only of what comes. */
  readonly fromBeginning?: boolean;
}

/** A webhook is told of nothing any more, until it is resumed. */
export interface WebhookDisabled {
  /** The event that registered it. */
  readonly webhookId: string;
  readonly reason?: string;
}

/** A webhook is told of everything that it missed, and of what comes. */
export interface WebhookResumed {
  /** The event that registered it. */
  readonly webhookId: string;
}

/** A webhook is told of nothing any more, for good. */
export interface WebhookRemoved {
  /** The event that registered it. */
  readonly webhookId: string;
  readonly reason?: string;
}

/** A confidential offer is shown to whoever this was recorded of: recorded before it is shown, once for each of its entries. */
export interface OfferShown {
  readonly offerId: string;
  readonly filmId: string;
  /** The last of the offer's entries that was shown. */
  readonly entryId: string;
  /** What was asked for: `GET /api/films/:film`. */
  readonly through: string;
}

/** Every event that is of no one film, by its name in the code. Stored names are in the codec and never change. */
export interface MarketFacts {
  RatesSet: RatesSet;
  BuyersMerged: BuyersMerged;
  BuyersSeparated: BuyersSeparated;
  OfferShown: OfferShown;
  WebhookRegistered: WebhookRegistered;
  WebhookDisabled: WebhookDisabled;
  WebhookResumed: WebhookResumed;
  WebhookRemoved: WebhookRemoved;
}

export type MarketEventType = keyof MarketFacts;

/** An event of the market's streams, as the domain sees it. */
export interface MarketEventOf<T extends MarketEventType> extends Envelope {
  readonly type: T;
  readonly data: MarketFacts[T];
}

export type MarketEvent = { [T in MarketEventType]: MarketEventOf<T> }[MarketEventType];

/** A fact about the market that a rule decided on. */
export type MarketFact = {
  [T in MarketEventType]: { readonly type: T; readonly data: MarketFacts[T] };
}[MarketEventType];
