import type { RateSets } from '../market';
import type { RateSet } from '../money';
import { isCurrency, isRate } from '../money';
import type { FieldProblem } from './decision';
import { refuseFields } from './decision';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

function rateProblems(set: RateSet): readonly FieldProblem[] {
  const rates = Object.entries(set.rates as Readonly<Record<string, unknown>>);
  if (rates.length === 0) return [{ field: 'rates', message: 'is empty: give the rate of at least one currency' }];
  return rates.flatMap(([currency, rate]): FieldProblem[] => {
    const field = `rates.${currency}`;
    if (!isCurrency(currency)) return [{ field, message: 'is not an ISO 4217 currency code, such as USD' }];
    if (currency === set.base) return [{ field, message: 'is the base itself, whose rate is always 1: leave it out' }];
    if (typeof rate === 'string' && isRate(rate)) return [];
    return [{ field, message: 'must be a decimal number above zero, as a text, such as "1.0876"' }];
  });
}

/** Records the rates of a day as they were published. The same publisher may put right what it published before. */
export const setRates: MarketRule<RateSets, RateSet> = (_sets, { ratesOn, publishedBy, base, rates }, { now }) => {
  const problems = rateProblems({ ratesOn, publishedBy, base, rates });
  const message = `is in the future (it is ${now.day}): nobody has published these rates yet`;
  const early: readonly FieldProblem[] = ratesOn > now.day ? [{ field: 'ratesOn', message }] : [];
  return early.length + problems.length > 0
    ? refuseFields([...early, ...problems])
    : recordOnMarket({ type: 'RatesSet', data: { ratesOn, publishedBy, base, rates } });
};
