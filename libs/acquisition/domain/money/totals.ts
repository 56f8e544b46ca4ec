import type { Amount, Currency } from './amount';

/** ISO 4217's code for "no currency": the total of amounts of which not even the currency is known. */
export const NO_CURRENCY: Currency = 'XXX';

/** What amounts of one currency come to: at least `minMinor`, at most `maxMinor` minor units. */
export interface Total {
  readonly currency: Currency;
  /** Amounts are never negative, so an amount without a lower bound counts for nothing here. */
  readonly minMinor: number;
  /** `null`: no upper bound is known, because an amount has none or is unknown. */
  readonly maxMinor: number | null;
  /** How many amounts were unknown; they may have been in any currency, so that every total says so. */
  readonly unknown: number;
}

/** Sum of two bounds; beyond what a number holds exactly there is no bound any more. */
function add(a: number | null, b: number | null): number | null {
  return a === null || b === null || !Number.isSafeInteger(a + b) ? null : a + b;
}

/**
 * What amounts come to, a total per currency in alphabetical order: two currencies are never added up. Unknown amounts
 * open the upper bound of every total and are counted in each; when all are unknown there is one total, of `NO_CURRENCY`.
 */
export function totals(amounts: readonly Amount[]): Total[] {
  const sums = new Map<Currency, { min: number; max: number | null }>();
  let unknown = 0;
  for (const amount of amounts) {
    if (amount.kind === 'unknown') {
      unknown += 1;
      continue;
    }
    const before = sums.get(amount.currency) ?? { min: 0, max: 0 };
    const [min, max] = amount.kind === 'exact' ? [amount.minor, amount.minor] : [amount.minMinor ?? 0, amount.maxMinor];
    sums.set(amount.currency, { min: add(before.min, min) ?? before.min, max: add(before.max, max) });
  }
  if (sums.size === 0 && unknown > 0) return [{ currency: NO_CURRENCY, minMinor: 0, maxMinor: null, unknown }];
  return [...sums]
    .map(([currency, { min, max }]) => ({ currency, minMinor: min, maxMinor: unknown > 0 ? null : max, unknown }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
