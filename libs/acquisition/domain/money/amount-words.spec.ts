import * as fc from 'fast-check';
import { LONGEST_PRICE_WORDS, amountFromWords } from './amount-words';
import { CURRENCIES } from './currency';
import { describeAmount } from './describe-amount';
import { amountProblems } from './exact';

/** What the words come to, in the words' own currency or in dollars. */
function inDollars(words: string): string {
  return describeAmount(amountFromWords(words, 'USD'));
}

describe('a price in words', () => {
  it.each([
    ['low seven figures', 'USD 1,000,000 to 3,999,999'],
    ['mid-seven figures', 'USD 4,000,000 to 6,999,999'],
    ['price: mid-seven figures (Deadline)', 'USD 4,000,000 to 6,999,999'],
    ['high six figures', 'USD 700,000 to 999,999'],
    ['low-to-mid seven figures', 'USD 1,000,000 to 6,999,999'],
    ['a low seven-figure deal', 'USD 1,000,000 to 3,999,999'],
    ['reportedly eight figures', 'USD 10,000,000 to 99,999,999'],
    ['$23-24 million', 'USD 23,000,000 to 24,000,000'],
    ['$20 million to $25 million', 'USD 20,000,000 to 25,000,000'],
    ['between $500k and $1.5 million', 'USD 500,000 to 1,500,000'],
    ['near $20 million', 'USD 18,000,000 to 22,000,000'],
    ['around $8 million', 'USD 7,200,000 to 8,800,000'],
    ['just under $10 million', 'USD 9,000,000 to 10,000,000'],
    ['just north of $25 million', 'USD 25,000,000 to 27,500,000'],
    ['north of $25 million', 'USD 25,000,000 or more'],
    ['$10 million+', 'USD 10,000,000 or more'],
    ['up to £1.2m', 'up to GBP 1,200,000'],
    ['$15-17 million (LA Times); $17m (Screen); $10-15m (Variety)', 'USD 10,000,000 to 17,000,000'],
    ['widely reported as $12 million; TheWrap says $4.7 million', 'USD 4,700,000 to 12,000,000'],
    ['$2.5m', 'USD 2,500,000'],
    ['$2.5MM', 'USD 2,500,000'],
    ['€400k', 'EUR 400,000'],
    ['C$4m', 'CAD 4,000,000'],
    ['EUR 3 million', 'EUR 3,000,000'],
    ['5 million euros', 'EUR 5,000,000'],
    ['reported $10 million', 'USD 10,000,000'],
    ['$15 million reported while closing', 'USD 15,000,000'],
    ['$17,500,000.69', 'USD 17,500,000.69'],
    ['17500000.69', 'USD 17,500,000.69'],
    ['$5m in 2024', 'USD 5,000,000'],
  ])('%s', (words, sum) => {
    expect(inDollars(words)).toBe(`${sum} (${words})`);
  });

  it.each([
    'low double-figures',
    'undisclosed',
    '$5 million plus bonuses',
    'a $20 million budget',
    '10% of the gross',
    '$5m; 10% of the gross',
    '$2,5 million',
    '17.500.000',
    '$500-1 million',
    '$5m; €6m',
    '¥300 million',
    '-5',
    'not $5 million',
    '$1.999',
  ])('%s is not known', (words) => {
    expect(amountFromWords(words, 'USD')).toStrictEqual({ kind: 'unknown', words });
  });

  it('without a currency is not known', () => {
    expect(amountFromWords('low seven figures')).toStrictEqual({ kind: 'unknown', words: 'low seven figures' });
    expect(amountFromWords('5 million')).toStrictEqual({ kind: 'unknown', words: '5 million' });
    expect(amountFromWords('5 million', 'dollars')).toStrictEqual({ kind: 'unknown', words: '5 million' });
  });

  it('in dollars means those of the row', () => {
    expect(amountFromWords('$5m', 'CAD')).toStrictEqual({
      kind: 'exact',
      minor: 500_000_000,
      currency: 'CAD',
      words: '$5m',
    });
    expect(amountFromWords('$5m', 'EUR')).toStrictEqual({
      kind: 'exact',
      minor: 500_000_000,
      currency: 'USD',
      words: '$5m',
    });
    expect(amountFromWords('¥300m', 'JPY')).toStrictEqual({
      kind: 'exact',
      minor: 300_000_000,
      currency: 'JPY',
      words: '¥300m',
    });
  });

  it('is not looked for in an article', () => {
    const words = '$5m'.padEnd(LONGEST_PRICE_WORDS, ' ');
    expect(amountFromWords(words).kind).toBe('exact');
    expect(amountFromWords(`${words} `)).toStrictEqual({ kind: 'unknown', words: `${words} ` });
  });

  it('that says nothing has no words', () => {
    expect(amountFromWords('  ', 'USD')).toStrictEqual({ kind: 'unknown' });
    expect(describeAmount({ kind: 'unknown' })).toBe('undisclosed');
  });

  it('is always a sound amount that keeps its words', () => {
    const piece = fc.constantFrom(
      '$',
      '€',
      '5',
      '12',
      '.5',
      ',',
      'm',
      ' million',
      ' to ',
      '-',
      'around ',
      'low ',
      'seven figures',
      ';',
      ' or ',
      '+',
      '9007199254740993',
    );
    const words = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(words, fc.option(fc.constantFrom(...CURRENCIES), { nil: undefined }), (said, currency) => {
        const amount = amountFromWords(said, currency);
        expect(amountProblems(amount)).toStrictEqual([]);
        expect(amount.words).toBe(said.trim() === '' ? undefined : said);
      }),
      { numRuns: 2000 },
    );
  });
});
