import * as fc from 'fast-check';
import type { Amount } from './amount';
import { amountFromWords } from './amount-words';
import { exact } from './exact';
import { NO_CURRENCY, totals } from './totals';

const sum = fc.integer({ min: 0, max: 1_000_000_000 });
const currency = fc.constantFrom('USD', 'EUR', 'JPY');
const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.tuple(sum, currency).map(([minor, code]) => exact(minor, code)),
  fc.tuple(sum, sum, currency).map(([a, b, code]) => ({
    kind: 'range' as const,
    minMinor: Math.min(a, b),
    maxMinor: Math.max(a, b),
    currency: code,
    words: 'told in words',
  })),
  fc.constant<Amount>({ kind: 'unknown' }),
);

describe('what amounts come to', () => {
  it('is nothing for none', () => {
    expect(totals([])).toStrictEqual([]);
  });

  it('is a total per currency', () => {
    expect(totals([exact(500, 'USD'), exact(300, 'EUR'), exact(250, 'USD')])).toStrictEqual([
      { currency: 'EUR', minMinor: 300, maxMinor: 300, unknown: 0 },
      { currency: 'USD', minMinor: 750, maxMinor: 750, unknown: 0 },
    ]);
  });

  it('lies between the sums of the bounds', () => {
    expect(totals([exact(100, 'USD'), amountFromWords('low seven figures', 'USD')])).toStrictEqual([
      { currency: 'USD', minMinor: 100_000_100, maxMinor: 400_000_000, unknown: 0 },
    ]);
    expect(totals([exact(100, 'USD'), amountFromWords('over $5')])).toStrictEqual([
      { currency: 'USD', minMinor: 600, maxMinor: null, unknown: 0 },
    ]);
    expect(totals([exact(100, 'USD'), amountFromWords('up to $5')])).toStrictEqual([
      { currency: 'USD', minMinor: 100, maxMinor: 600, unknown: 0 },
    ]);
  });

  it('has no upper bound when an amount is unknown, in whatever currency that was', () => {
    expect(totals([exact(100, 'USD'), { kind: 'unknown' }, exact(7, 'EUR')])).toStrictEqual([
      { currency: 'EUR', minMinor: 7, maxMinor: null, unknown: 1 },
      { currency: 'USD', minMinor: 100, maxMinor: null, unknown: 1 },
    ]);
    expect(totals([{ kind: 'unknown' }, { kind: 'unknown' }])).toStrictEqual([
      { currency: NO_CURRENCY, minMinor: 0, maxMinor: null, unknown: 2 },
    ]);
  });

  it('has no upper bound beyond what can be kept exactly', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(totals([exact(most, 'USD'), exact(1, 'USD')])).toStrictEqual([
      { currency: 'USD', minMinor: most, maxMinor: null, unknown: 0 },
    ]);
  });

  it('does not depend on the order of the amounts', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        expect(totals(amounts.toReversed())).toStrictEqual(totals(amounts));
      }),
    );
  });
});
