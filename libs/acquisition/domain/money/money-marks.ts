import type { Currency } from './amount';
import { CURRENCIES, isCurrency } from './currency';

const OWN_SIGNS: Readonly<Record<string, Currency>> = {
  US$: 'USD',
  CA$: 'CAD',
  C$: 'CAD',
  AU$: 'AUD',
  A$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  NT$: 'TWD',
  S$: 'SGD',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₪': 'ILS',
  '₺': 'TRY',
};

/** Marks that several currencies share: the one meant by itself, if any, and those it may be said to mean. */
const SHARED_MARKS: Readonly<Record<string, { readonly usual?: Currency; readonly among: readonly Currency[] }>> = {
  $: { usual: 'USD', among: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'JMD'] },
  dollar: { usual: 'USD', among: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'JMD'] },
  dollars: { usual: 'USD', among: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'JMD'] },
  pound: { usual: 'GBP', among: ['GBP', 'EGP', 'LBP'] },
  pounds: { usual: 'GBP', among: ['GBP', 'EGP', 'LBP'] },
  euro: { usual: 'EUR', among: ['EUR'] },
  euros: { usual: 'EUR', among: ['EUR'] },
  yen: { usual: 'JPY', among: ['JPY'] },
  '¥': { among: ['JPY', 'CNY'] },
};

function escaped(text: string): string {
  return text.replaceAll('$', String.raw`\$`);
}

/** Source of an expression for every mark of money: signs, names and the ISO codes in capitals. */
export const MARK_PATTERN = [...Object.keys(OWN_SIGNS), ...Object.keys(SHARED_MARKS)]
  .sort((a, b) => b.length - a.length)
  .map((mark) => (/^[a-z]+$/.test(mark) ? String.raw`\b${mark}\b` : escaped(mark)))
  .concat(String.raw`\b(?:${CURRENCIES.join('|')})\b`)
  .join('|');

/**
 * The currency that a mark means: its own, or, for a mark that several currencies share, `asked` if it is one of them,
 * else the usual one. `undefined` when that is not known: `¥` is yen or yuan.
 */
export function currencyOfMark(mark: string, asked: Currency | undefined): Currency | undefined {
  if (isCurrency(mark)) return mark;
  const own = OWN_SIGNS[mark];
  if (own !== undefined) return own;
  const shared = SHARED_MARKS[mark];
  return asked !== undefined && shared?.among.includes(asked) === true ? asked : shared?.usual;
}
