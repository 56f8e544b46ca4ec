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

/** Every event that is of no one film, by its name in the code. Stored names are in the codec and never change. */
export interface MarketFacts {
  RatesSet: RatesSet;
  BuyersMerged: BuyersMerged;
  BuyersSeparated: BuyersSeparated;
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
