import * as fc from 'fast-check';
import { CURRENCIES, exponentOf, isCurrency } from './currency';
import { describeAmount } from './describe-amount';
import { amountProblems, exact, fromMajor } from './exact';

describe('a currency', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['HUF', 2],
  ])('%s has %d digits behind the point', (code, exponent) => {
    expect(isCurrency(code)).toBe(true);
    expect(exponentOf(code)).toBe(exponent);
  });

  it.each(['usd', 'XAU', 'XXX', 'US', 'DEM', ''])('%j is none', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  it('is listed once', () => {
    expect(CURRENCIES).toStrictEqual([...new Set(CURRENCIES)].sort());
    expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });
});

describe('a sum in major units', () => {
  it.each([
    ['17500000.69', 'USD', 1_750_000_069],
    [17_500_000.69, 'USD', 1_750_000_069],
    ['17,500,000.69', 'USD', 1_750_000_069],
    [0.1, 'EUR', 10],
    [1.15, 'EUR', 115],
    ['300000000', 'JPY', 300_000_000],
    ['1.250', 'KWD', 1250],
    ['5.00', 'JPY', 5],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ])('%s %s is exact to the last digit', (major, currency, minor) => {
    expect(fromMajor(major, currency)).toStrictEqual(exact(minor, currency));
  });

  it.each([
    ['17500000.695', 'USD'],
    ['90071992547409.92', 'USD'],
    ['-5', 'USD'],
    ['5.5', 'JPY'],
    ['17.500.000', 'EUR'],
    ['1,50', 'EUR'],
    ['a lot', 'USD'],
    [Number.NaN, 'USD'],
    [1e21, 'USD'],
  ])('%s %s is none, and its words are kept', (major, currency) => {
    expect(fromMajor(major, currency)).toStrictEqual({ kind: 'unknown', words: `${currency} ${String(major)}` });
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const words = describeAmount(exact(minor, currency));
        expect(fromMajor(words.slice(4), currency)).toStrictEqual(exact(minor, currency));
      }),
    );
  });
});

describe('what is wrong with an amount', () => {
  it('is nothing for a real bid', () => {
    expect(amountProblems(exact(1_750_000_069, 'USD'))).toStrictEqual([]);
    expect(amountProblems(exact(0, 'USD'))).toStrictEqual([]);
    expect(amountProblems({ kind: 'unknown' })).toStrictEqual([]);
    expect(
      amountProblems({ kind: 'range', minMinor: null, maxMinor: 5, currency: 'USD', words: 'up to 5 cents' }),
    ).toStrictEqual([]);
  });

  it.each([
    [-1, 'The sum must not be negative.'],
    [0.5, 'The sum must be in whole minor units (cents), not 0.5.'],
    [Number.NaN, 'The sum must be in whole minor units (cents), not NaN.'],
    [2 ** 53, 'The sum is too large to be kept exactly.'],
  ])('is said of %d', (minor, problem) => {
    expect(amountProblems(exact(minor, 'USD'))).toStrictEqual([problem]);
  });

  it('is said of each bound, of their order and of the currency', () => {
    expect(amountProblems({ kind: 'range', minMinor: 1.5, maxMinor: -2, currency: 'EURO', words: '' })).toStrictEqual([
      '"EURO" is not a currency; give its ISO 4217 code, such as USD.',
      'The lowest sum must be in whole minor units (cents), not 1.5.',
      'The highest sum must not be negative.',
      'The lowest sum must not be higher than the highest.',
    ]);
  });
});
