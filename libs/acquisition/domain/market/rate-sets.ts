import type { MarketEvent } from '../events';
import type { RateSet } from '../money';
import { plain } from '../plain';

/** A set of rates, and where in the stream of its day it stands. */
export interface SetOfDay {
  readonly set: RateSet;
  readonly revision: number;
}

/** The sets of one day that hold, by publisher and base. */
export type RateSets = ReadonlyMap<string, SetOfDay>;

export const NO_RATES: RateSets = new Map();

/** A later set of the same day, publisher and base replaces one: this is what they have in common. */
export const rateSetKey = ({ publishedBy, base }: Pick<RateSet, 'publishedBy' | 'base'>): string =>
  `${base} ${plain(publishedBy).replace(/\s+/g, ' ').trim()}`;

/** `sets` and then `events`, in the order of the log. Total, pure. */
export function evolveRateSets(sets: RateSets, events: readonly MarketEvent[]): RateSets {
  const next = new Map(sets);
  for (const event of events)
    if (event.type === 'RatesSet') next.set(rateSetKey(event.data), { set: event.data, revision: event.revision });
  return next;
}

/** The place of the set that says the same and still holds, if there is one. */
export function sameRates(sets: RateSets, asked: RateSet): number | undefined {
  const held = sets.get(rateSetKey(asked));
  if (held === undefined) return undefined;
  const [rates, others] = [Object.entries(asked.rates), held.set.rates];
  const isSame =
    rates.length === Object.keys(others).length && rates.every(([currency, rate]) => others[currency] === rate);
  return isSame ? held.revision : undefined;
}
