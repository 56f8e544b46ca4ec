import type { Amount, AmountRequest } from '#acquisition/domain';
import { amountFromWords, fromMajor, isCurrency } from '#acquisition/domain';
import type { MoneyInHeader } from '../columns/money-in-header';
import type { Cell } from '../table/table';
import { withPlainNumbers } from './plain-numbers';
import type { Read } from './read';

/** What is known of a sum beside its cell. */
export interface AmountContext extends MoneyInHeader {
  /** True where the currency is only a default, which a mark in the cell goes before. */
  readonly isDefault?: boolean;
}

/** Said of money that is not settled or not told. */
const OPEN =
  /^(?:tb[dca]|t\.b\.[dca]\.?|\?+|open|unknown|undisclosed|confidential|not (?:disclosed|stated|known)|to be (?:determined|confirmed|agreed|announced)|no (?:mg|advance|guarantee)|revenue share|rev\.? ?share|distribution deal)$/i;
const LABEL = /^(?:mg|min(?:imum|\.)? ?guarantee|guarantee|advance|price|fee|flat(?: fee)?)\b[\s:=]*(?:of\s+)?/i;
const NEGATIVE = /^\D{0,5}[-−]\s*\D{0,4}\d|^\(.*\d.*\)$|\d\s*[-−]$/;
/** A code of a currency in small letters, beside a number. */
const SMALL_CODE = /\b([a-z]{3})(?=\s*\d)|(?<=\d\s*(?:k|m|mm|mn|mio|million|thousand)?\s*)\b([a-z]{3})\b/gi;
const SCALE_WORDS: Readonly<Record<number, string>> = { 3: 'thousand', 6: 'million' };

const NO_CURRENCY = 'has no currency, and counts for nothing until it has one: add a column for it, or say --currency';
const NEGATIVE_SUM = { problem: 'is negative: write what the buyer pays' };
const TWO_WAYS = { problem: 'may be read in two ways: write it without separators, such as 1250000' };
const NONSENSE = { problem: 'is no sum that can be read: write a number, words such as "low six figures", or TBD' };

const contradicts = (found: string, said: string) => ({
  problem: `is in ${found}, but the row is in ${said}: correct one of them`,
});

function readNumber(number: number, own: string | undefined, { currency, scale = 0, isDefault }: AmountContext) {
  if (number < 0) return NEGATIVE_SUM;
  if (own !== undefined && currency !== undefined && own !== currency && isDefault !== true) {
    return contradicts(own, currency);
  }
  const meant = own ?? currency;
  const major = Number((number * 10 ** scale).toPrecision(15));
  if (meant === undefined) return { value: { words: String(major) }, remark: NO_CURRENCY };
  const amount = fromMajor(major, meant);
  return amount.kind === 'exact' ? { value: { minor: amount.minor, currency: meant } } : NONSENSE;
}

const withCapitalCodes = (text: string): string =>
  text.replace(SMALL_CODE, (code: string) => (isCurrency(code.toUpperCase()) ? code.toUpperCase() : code));

/** Prose says something that is no sum, in more than one word; a word that nobody knows is a mistake. */
const isProse = (text: string): boolean => (text.match(/\p{L}{2,}/gu) ?? []).length > 1;

/** True for what is a sum as soon as its currency is known. */
const isSumOnceIn = (text: string, currency = 'USD'): boolean => amountFromWords(text, currency).kind !== 'unknown';

function asRequest(amount: Amount, plain: string, words: string): AmountRequest {
  if (amount.kind === 'exact') return { minor: amount.minor, currency: amount.currency, words };
  return amount.kind === 'range' ? { words: plain, currency: amount.currency } : { words };
}

function readText(words: string, { currency, scale, isDefault }: AmountContext): Read<AmountRequest> {
  if (OPEN.test(words)) return { value: { words } };
  const bare = words.replace(LABEL, '').trim();
  if (NEGATIVE.test(bare)) return NEGATIVE_SUM;
  const plain = withPlainNumbers(withCapitalCodes(bare));
  if (plain === undefined) return TWO_WAYS;
  const scaled =
    scale !== undefined && /^[^\p{L}]*\d[^\p{L}]*$/u.test(plain) ? `${plain} ${SCALE_WORDS[scale] ?? ''}` : plain;
  const amount = amountFromWords(scaled, currency);
  if (amount.kind === 'unknown') {
    if (currency === undefined && isSumOnceIn(scaled)) return { value: { words }, remark: NO_CURRENCY };
    return isProse(bare) ? { value: { words }, remark: 'no sum can be told from it: kept in words' } : NONSENSE;
  }
  if (currency !== undefined && amount.currency !== currency && isDefault !== true) {
    return contradicts(amount.currency, currency);
  }
  return { value: asRequest(amount, scaled, words) };
}

/**
 * Reads a sum of money in whatever notation: `$2.5m`, `1.250.000 €`, `USD 250k`, `low six figures`, `MG 75,000`, `TBD`.
 * Exact to the last digit, with the words beside it.
 */
export function readAmount(cell: Cell, context: AmountContext): Read<AmountRequest> {
  return cell.kind === 'number' ? readNumber(cell.number, cell.currency, context) : readText(cell.text, context);
}
