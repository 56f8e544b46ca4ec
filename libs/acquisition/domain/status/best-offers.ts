import type { Currency, Total } from '../money';
import { NO_CURRENCY } from '../money';

/** What an offer is worth in one column: somewhere between two values, the higher the better. `most` of null: no bound is known. */
export interface Span {
  readonly offerId: string;
  readonly least: number;
  readonly most: number | null;
}

/** Who is best in a column. */
export interface Best {
  /** The currency compared in; `null` where the column is no money. */
  readonly currency: Currency | null;
  /** Several when they are equal; when it is undecided, all of those that may be the best. */
  readonly offerIds: readonly string[];
  /** False where what is known of the best ones overlaps, so that nobody can say. */
  readonly isDecided: boolean;
}

/**
 * The best of some spans: those that no other is certain to beat. It is decided when that is one, or when they are all
 * exact (and then equal): a range is never put above or below a sum that lies within it. Nothing when there are none.
 */
export function bestOf(spans: readonly Span[], currency: Currency | null = null): readonly Best[] {
  const isBeaten = ({ most }: Span): boolean => most !== null && spans.some(({ least }) => least > most);
  const best = spans.filter((span) => !isBeaten(span));
  if (best.length === 0) return [];
  const isDecided = best.length === 1 || best.every(({ least, most }) => least === most);
  return [{ currency, offerIds: best.map(({ offerId }) => offerId), isDecided }];
}

/** What an offer pays in a column, by currency. */
export interface Paid {
  readonly offerId: string;
  readonly totals: readonly Total[];
}

/**
 * What of it counts in one currency. Nothing when all of it is known to be in others. Where some is in another currency
 * or unknown, the offer is worth at least what is known of it, and nobody knows how much more.
 */
function spanIn(currency: Currency, { offerId, totals }: Paid): readonly Span[] {
  const isUnknown = totals.some(({ unknown }) => unknown > 0);
  const total = totals.find((one) => one.currency === currency);
  if (total === undefined) return isUnknown ? [{ offerId, least: 0, most: null }] : [];
  return [{ offerId, least: total.minMinor, most: totals.length > 1 ? null : total.maxMinor }];
}

/** The best in each currency: two currencies are never compared. */
export function bestByCurrency(paid: readonly Paid[]): readonly Best[] {
  const currencies = [...new Set(paid.flatMap(({ totals }) => totals.map(({ currency }) => currency)))];
  return currencies
    .filter((currency) => currency !== NO_CURRENCY)
    .sort()
    .flatMap((currency) =>
      bestOf(
        paid.flatMap((offer) => spanIn(currency, offer)),
        currency,
      ),
    );
}
