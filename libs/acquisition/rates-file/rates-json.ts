import type { RateSet } from '#acquisition/domain';
import { isCurrency, isRate, parseDay } from '#acquisition/domain';
import { RatesFileError } from './errors';

const FIELDS = ['ratesOn', 'publishedBy', 'base', 'rates'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function setOf(value: unknown, place: string): RateSet {
  const wrong = (expected: string) => new RatesFileError(`${place}: expected ${expected}.`);
  if (!isObject(value)) throw wrong('an object with ratesOn, publishedBy, base and rates');
  const { ratesOn, publishedBy, base, rates } = value;
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) throw wrong(`no field but ${FIELDS.join(', ')}, found "${unknown}"`);
  if (typeof ratesOn !== 'string' || parseDay(ratesOn) === undefined) throw wrong('ratesOn to be a date that exists');
  if (typeof publishedBy !== 'string' || publishedBy.trim() === '') throw wrong('publishedBy to say who published it');
  if (typeof base !== 'string' || !isCurrency(base)) throw wrong('base to be an ISO 4217 currency code');
  if (!isObject(rates)) throw wrong('rates to be an object of decimal numbers by currency');
  const read: Record<string, string> = {};
  for (const [currency, rate] of Object.entries(rates)) {
    if (!isCurrency(currency)) throw wrong(`ISO 4217 currency codes, found "${currency}"`);
    if (typeof rate !== 'string' || !isRate(rate))
      throw wrong(`the rate of ${currency} to be a decimal number above zero, as a text`);
    read[currency] = rate;
  }
  return { ratesOn, publishedBy, base, rates: read };
}

/**
 * One set of rates, or a list of them, each with `ratesOn`, `publishedBy`, `base` and `rates`.
 * @throws RatesFileError
 */
export function readRatesJson(text: string): readonly RateSet[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RatesFileError('The file begins as JSON and is none: check that it is whole.');
  }
  return Array.isArray(value)
    ? value.map((one: unknown, index) => setOf(one, `Set ${String(index + 1)}`))
    : [setOf(value, 'The set of rates')];
}
