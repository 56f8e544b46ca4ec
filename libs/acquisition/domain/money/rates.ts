import type { Day } from '../time';
import type { Currency } from './amount';
import { exponentOf } from './currency';
import type { Total } from './totals';
import { NO_CURRENCY } from './totals';

/** What one unit of a base currency is worth in others, on a day, as somebody published it. */
export interface RateSet {
  readonly ratesOn: Day;
  readonly publishedBy: string;
  readonly base: Currency;
  /** By currency, as decimal numbers: `1.0876`. Never floats. */
  readonly rates: Readonly<Record<Currency, string>>;
}

const RATE = /^(\d{1,12})(?:\.(\d{1,12}))?$/;

/** A decimal number as a whole one and how many of its digits stand behind the point. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimalOf(text: string): Decimal | undefined {
  const match = RATE.exec(text);
  if (match === null) return undefined;
  const fraction = match[2] ?? '';
  return { digits: BigInt((match[1] ?? '') + fraction), scale: fraction.length };
}

/** True for a decimal number above zero, of at most 12 digits before and 12 behind the point, and no exponent. */
export const isRate = (text: string): boolean => (decimalOf(text)?.digits ?? 0n) > 0n;

const ONE: Decimal = { digits: 1n, scale: 0 };

const rateOf = (currency: Currency, { base, rates }: RateSet): Decimal | undefined => {
  if (currency === base) return ONE;
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  return rate === undefined ? undefined : decimalOf(rate);
};

/** True when a set tells what a currency is worth. */
export const hasRate = (currency: Currency, set: RateSet): boolean => rateOf(currency, set) !== undefined;

const tenTo = (power: number): bigint => 10n ** BigInt(power);

/** A quotient rounded to a whole number, a half to the even one. @param dividend not negative. @param divisor above zero. */
function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const [quotient, twice] = [dividend / divisor, (dividend % divisor) * 2n];
  if (twice === divisor) return quotient + (quotient % 2n);
  return twice > divisor ? quotient + 1n : quotient;
}

/**
 * Minor units of one currency in minor units of another: exact, then rounded to the minor unit, half to even.
 * @throws Error when the set has no rate of one of them: ask `hasRate` first.
 */
export function convertMinor(minor: number, from: Currency, to: Currency, set: RateSet): bigint {
  const [rateFrom, rateTo] = [rateOf(from, set), rateOf(to, set)];
  if (rateFrom === undefined || rateTo === undefined) throw new Error(`There is no rate from ${from} to ${to}.`);
  const dividend = BigInt(minor) * rateTo.digits * tenTo(rateFrom.scale + exponentOf(to));
  return divideHalfEven(dividend, rateFrom.digits * tenTo(rateTo.scale + exponentOf(from)));
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const atLeast = (minor: bigint): number => Number(minor > LARGEST ? LARGEST : minor);
const atMost = (minor: bigint | null): number | null => (minor === null || minor > LARGEST ? null : Number(minor));

/**
 * What totals of several currencies come to in one: each is converted and rounded by itself, then they are added. None
 * stay none, and where not even a currency is known it stays unknown. Beyond what a number holds exactly there is no
 * bound any more.
 * @throws Error when the set has no rate of a currency among them.
 */
export function inCurrency(totals: readonly Total[], to: Currency, set: RateSet): readonly Total[] {
  const known = totals.filter(({ currency }) => currency !== NO_CURRENCY);
  if (known.length === 0) return totals;
  let [min, max]: [bigint, bigint | null] = [0n, 0n];
  for (const { currency, minMinor, maxMinor } of known) {
    min += convertMinor(minMinor, currency, to, set);
    max = max === null || maxMinor === null ? null : max + convertMinor(maxMinor, currency, to, set);
  }
  // Each total counts the same unknown amounts.
  return [{ currency: to, minMinor: atLeast(min), maxMinor: atMost(max), unknown: known[0]?.unknown ?? 0 }];
}
