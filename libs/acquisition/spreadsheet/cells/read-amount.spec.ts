import * as fc from 'fast-check';
import { CURRENCIES, describeAmount, exponentOf, readAmount as meaningOf } from '#acquisition/domain';
import type { Cell } from '../table/table';
import { readBumps } from './read-bumps';
import type { AmountContext } from './read-amount';
import { readAmount } from './read-amount';

const text = (words: string): Cell => ({ kind: 'text', text: words });
const number = (n: number, currency?: string): Cell => ({
  kind: 'number',
  number: n,
  text: String(n),
  ...(currency === undefined ? {} : { currency }),
});

/** What is recorded of a cell, without the words; or why it is refused. */
function meaning(cell: Cell, context: AmountContext = {}): string {
  const read = readAmount(cell, context);
  if ('problem' in read) return `refused: ${read.problem}`;
  const { amount, problems } = meaningOf(read.value, 'guarantee');
  expect(problems).toEqual([]);
  return describeAmount({ ...amount, words: '' });
}

const EUR = { currency: 'EUR' };
const USD = { currency: 'USD' };

it.each([
  ['$2.5m', {}, 'USD 2,500,000'],
  ['$2.5MM', {}, 'USD 2,500,000'],
  ['1.250.000 €', {}, 'EUR 1,250,000'],
  ['€ 1.250.000,50', {}, 'EUR 1,250,000.50'],
  ['USD 250k', {}, 'USD 250,000'],
  ['usd 250k', {}, 'USD 250,000'],
  ['250k usd', {}, 'USD 250,000'],
  ['low six figures', USD, 'USD 100,000 to 399,999'],
  ['MG 75,000', EUR, 'EUR 75,000'],
  ['MG: €75,000', {}, 'EUR 75,000'],
  ['Advance of $75,000', {}, 'USD 75,000'],
  ['75 000', EUR, 'EUR 75,000'],
  ["1'250'000", { currency: 'CHF' }, 'CHF 1,250,000'],
  ['2,5 Mio €', {}, 'EUR 2,500,000'],
  ['2,50 €', {}, 'EUR 2.50'],
  ['75', { currency: 'USD', scale: 3 }, 'USD 75,000'],
  ['1.5', { currency: 'USD', scale: 6 }, 'USD 1,500,000'],
  ['$50-75k', {}, 'USD 50,000 to 75,000'],
  ['C$4m', { currency: 'USD', isDefault: true }, 'CAD 4,000,000'],
  ['$4m', { currency: 'CAD' }, 'CAD 4,000,000'],
  ['0', EUR, 'EUR 0'],
  ['TBD', USD, 'undisclosed'],
  ['tbc', USD, 'undisclosed'],
  ['not disclosed', USD, 'undisclosed'],
  ['see side letter', USD, 'undisclosed'],
  ['75,000', {}, 'undisclosed'],
  ['-5000', EUR, 'refused: is negative: write what the buyer pays'],
  ['$ -5,000', EUR, 'refused: is negative: write what the buyer pays'],
  ['(5,000)', EUR, 'refused: is negative: write what the buyer pays'],
  ['€2.5m', USD, 'refused: is in EUR, but the row is in USD: correct one of them'],
  ['1.250 €', {}, 'refused: may be read in two ways: write it without separators, such as 1250000'],
  ['1,250m $', {}, 'refused: may be read in two ways: write it without separators, such as 1250000'],
  ['12abc34', EUR, 'refused: is no sum that can be read: write a number, words such as "low six figures", or TBD'],
  ['xyz', EUR, 'refused: is no sum that can be read: write a number, words such as "low six figures", or TBD'],
  [
    '1.5 yen',
    { currency: 'JPY' },
    'refused: is no sum that can be read: write a number, words such as "low six figures", or TBD',
  ],
])('%s with %j is %s', (words, context, meant) => {
  expect(meaning(text(words), context)).toBe(meant);
});

it.each([
  [number(75_000), EUR, 'EUR 75,000'],
  [number(2_500_000.5), USD, 'USD 2,500,000.50'],
  [number(75_000, 'EUR'), {}, 'EUR 75,000'],
  [number(75, 'EUR'), { scale: 3 }, 'EUR 75,000'],
  [number(75_000, 'EUR'), { currency: 'USD', isDefault: true }, 'EUR 75,000'],
  [number(75_000, 'EUR'), USD, 'refused: is in EUR, but the row is in USD: correct one of them'],
  [number(75_000), {}, 'undisclosed'],
  [number(-1), EUR, 'refused: is negative: write what the buyer pays'],
  [number(0.001), EUR, 'refused: is no sum that can be read: write a number, words such as "low six figures", or TBD'],
])('%j with %j is %s', (cell, context, meant) => {
  expect(meaning(cell, context)).toBe(meant);
});

it.each([
  [number(75_000), '75000'],
  [text('75,000'), '75,000'],
  [text('low six figures'), 'low six figures'],
])('says that %j without a currency counts for nothing yet', (cell, words) => {
  const remark = expect.stringMatching(/^has no currency/) as unknown;
  expect(readAmount(cell, {})).toEqual({ value: { words }, remark });
});

/** A sum, written as somebody somewhere writes it. */
const written = fc
  .record({
    minor: fc.integer({ min: 100_000, max: 900_000_000_000 }),
    currency: fc.constantFrom('USD', 'EUR', 'GBP', 'SEK'),
    style: fc.constantFrom('1,234.50', '1.234,50', '1 234,50', "1'234.50", '1234.50', 'number'),
    mark: fc.constantFrom('before', 'after', 'column'),
  })
  .map(({ minor, currency, style, mark }) => {
    const [whole, cents] = [String(Math.floor(minor / 100)), String(minor % 100).padStart(2, '0')];
    const grouped = (separator: string): string => whole.replace(/\B(?=(\d{3})+$)/g, separator);
    const digits: Readonly<Record<string, string>> = {
      '1,234.50': `${grouped(',')}.${cents}`,
      '1.234,50': `${grouped('.')},${cents}`,
      '1 234,50': `${grouped('\u00a0')},${cents}`,
      "1'234.50": `${grouped("'")}.${cents}`,
      '1234.50': `${whole}.${cents}`,
    };
    const said = digits[style];
    const cell =
      said === undefined
        ? number(minor / 100)
        : text(mark === 'before' ? `${currency} ${said}` : mark === 'after' ? `${said} ${currency}` : said);
    return { minor, currency, cell };
  });

it('reads every sum to the last digit, however it is written', () => {
  fc.assert(
    fc.property(written, ({ minor, currency, cell }) => {
      const read = readAmount(cell, { currency });
      expect(read).toMatchObject({ value: { minor, currency } });
    }),
    { numRuns: 2_000 },
  );
});

it('never throws, and never makes of a text what it does not say', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .array(
        fc.constantFrom('1', '25', '000', '.', ',', ' ', '$', '€', 'USD', 'm', 'k', '-', '(', ')', 'low', 'figures'),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, fc.option(fc.constantFrom(...CURRENCIES), { nil: undefined }), (words, currency) => {
      const read = readAmount(text(words), currency === undefined ? {} : { currency });
      if ('problem' in read || read.value.minor === undefined) return;
      expect(words).toMatch(/\d/);
      expect(read.value.minor).toBeGreaterThanOrEqual(0);
      expect(Number.isSafeInteger(read.value.minor)).toBe(true);
      expect(exponentOf(read.value.currency ?? '')).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});

it('reads bumps, and leaves to words what is none', () => {
  expect(readBumps('$100k at $5m; $200k @ $10m BO', {})).toMatchObject([
    { pays: { minor: 10_000_000 }, boxOffice: { minor: 500_000_000 } },
    { pays: { minor: 20_000_000 }, boxOffice: { minor: 1_000_000_000 } },
  ]);
  expect(readBumps('to be agreed', {})).toBeUndefined();
  expect(readBumps('$100k at $5m; more later', {})).toBeUndefined();
});
