import type { Currency, Day, Instant, RateSet, Total } from '#acquisition/domain';
import { NO_CURRENCY, hasRate, inCurrency, refuse, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { QuerySources } from '../query-sources';
import { ratesOfDay } from './rates-of-day';

/** In which currency sums are shown beside the currencies apart, and by the rates of which day: both or none. */
export interface AskedReporting {
  readonly currency?: Currency;
  readonly ratesOn?: Day;
}

/** What sums in a reporting currency rest on. */
export interface Reporting extends Pick<RateSet, 'ratesOn' | 'publishedBy'> {
  readonly currency: Currency;
}

/** The reporting currency, and how sums come to be in it. */
export interface InReportingCurrency {
  readonly reporting: Reporting;
  /** @throws Refused when there is no rate of a currency among the totals. */
  readonly convert: (totals: readonly Total[]) => readonly Total[];
}

function refuseNoRate(currency: Currency, { ratesOn, publishedBy, base, rates }: RateSet): never {
  const has = [base, ...Object.keys(rates)].sort().join(', ');
  const message = `The rates of ${ratesOn} by ${publishedBy} have no ${currency}: use those of another day, or one of ${has}.`;
  throw new Refused(refuse('not-found', 'rate-not-found', message));
}

/**
 * How to show sums in one currency; undefined when that is not asked for.
 * @param knownAt By when the rates had been recorded.
 * @throws Refused when only the currency or only the day is named, when that day has no rates, or none of the currency.
 */
export async function readReporting(
  sources: Pick<QuerySources, 'db'>,
  { currency, ratesOn }: AskedReporting,
  knownAt: Instant,
): Promise<InReportingCurrency | undefined> {
  if (currency === undefined && ratesOn === undefined) return undefined;
  if (currency === undefined)
    throw new Refused(refuseFields([{ field: 'currency', message: 'is missing: in which currency?' }]));
  if (ratesOn === undefined)
    throw new Refused(refuseFields([{ field: 'ratesOn', message: 'is missing: by the rates of which day?' }]));
  const set = await ratesOfDay(sources, ratesOn, knownAt);
  if (!hasRate(currency, set)) refuseNoRate(currency, set);
  return {
    reporting: { currency, ratesOn, publishedBy: set.publishedBy },
    convert: (totals) => {
      const unknown = totals.find((total) => total.currency !== NO_CURRENCY && !hasRate(total.currency, set));
      return unknown === undefined ? inCurrency(totals, currency, set) : refuseNoRate(unknown.currency, set);
    },
  };
}
