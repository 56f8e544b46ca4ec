import type { AmountRequest } from '#acquisition/domain';
import { fromMajor, isCurrency } from '#acquisition/domain';
import type { Fields } from './fields';

/** A price as a row gives it, and what is to be said about it. */
export interface PriceOfRow {
  readonly amount: AmountRequest;
  readonly remarks: readonly string[];
}

const words = (text: string | undefined): AmountRequest => (text === undefined ? {} : { words: text });

/**
 * Reads `price` (in major units), `priceText` and `currency`. A figure is exact to the last digit, with its words beside
 * it; without one the words are read; without either the price is unknown.
 */
export function priceOfRow(fields: Fields): PriceOfRow {
  const price = fields.peek('price');
  const text = fields.text('priceText');
  const isPlain = (typeof price === 'number' && price >= 0) || (typeof price === 'string' && price.trim() !== '');
  const currency = fields.text('currency');
  if (!isPlain) {
    if (price === null) fields.take('price');
    if (currency === undefined) return { amount: words(text), remarks: [] };
    if (text !== undefined && isCurrency(currency)) return { amount: { words: text, currency }, remarks: [] };
    // A currency without a sum has no place in the terms.
    fields.keep('currency', currency);
    return { amount: words(text), remarks: [] };
  }
  fields.take('price');
  const told = [text, currency === undefined ? String(price) : `${currency} ${String(price)}`]
    .filter((part) => part !== undefined)
    .join('; ');
  if (currency === undefined) {
    return { amount: { words: told }, remarks: ['the price has no currency: kept in words'] };
  }
  const exactly = fromMajor(price, currency);
  if (exactly.kind !== 'exact') {
    return { amount: { words: told }, remarks: [`${told} is no sum of that currency: kept in words`] };
  }
  return { amount: { minor: exactly.minor, currency, ...words(text) }, remarks: [] };
}
