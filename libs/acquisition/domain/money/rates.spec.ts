import * as fc from 'fast-check';
import type { RateSet, Total } from '#acquisition/domain';
import { convertMinor, hasRate, inCurrency, isRate, totals } from '#acquisition/domain';

const ECB: RateSet = {
  ratesOn: '2024-09-06',
  publishedBy: 'European Central Bank',
  base: 'EUR',
  rates: { USD: '1.1103', JPY: '158.23', KWD: '0.3392', GBP: '0.5' },
};

it.each([
  // 1,000.00 EUR × 1.1103
  [100_000, 'EUR', 'USD', 111_030n],
  // 1,110.30 USD ÷ 1.1103
  [111_030, 'USD', 'EUR', 100_000n],
  // 1.00 USD ÷ 1.1103 × 158.23 = 142.51… yen, which have no minor unit
  [100, 'USD', 'JPY', 143n],
  // 1.00 EUR × 0.3392 = 0.339 dinars of a thousand fils
  [100, 'EUR', 'KWD', 339n],
  [12_345, 'USD', 'USD', 12_345n],
])('converts %d minor units from %s to %s', (minor, from, to, expected) => {
  expect(convertMinor(minor, from, to, ECB)).toBe(expected);
});

it('rounds a half to the even minor unit', () => {
  // At 0.5: 1 cent is half a penny, 3 cents one and a half, 5 cents two and a half.
  expect([1, 3, 5, 7].map((cents) => convertMinor(cents, 'EUR', 'GBP', ECB))).toEqual([0n, 2n, 2n, 4n]);
});

it('is no rate what is no decimal number above zero', () => {
  expect(['1.0876', '158', '0.000000000001', '999999999999'].filter((text) => !isRate(text))).toEqual([]);
  const wrong = [
    '',
    '0',
    '0.000',
    '-1',
    '+1',
    '1e3',
    '1,5',
    '1.',
    '.5',
    ' 1',
    'NaN',
    '1.0000000000001',
    '1000000000000',
  ];
  expect(wrong.filter(isRate)).toEqual([]);
});

it('knows no currency by the names that all objects have', () => {
  expect(['EUR', 'USD', 'CHF', 'toString', '__proto__'].map((code) => hasRate(code, ECB))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(() => convertMinor(1, 'CHF', 'EUR', ECB)).toThrow('There is no rate from CHF to EUR.');
});

const rate = fc.tuple(fc.bigInt(1n, 10n ** 8n), fc.integer({ min: 0, max: 8 })).map(([digits, scale]) => {
  const text = String(digits).padStart(scale + 1, '0');
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
});
const minor = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const withRate = (usd: string): RateSet => ({ ...ECB, rates: { USD: usd } });

it('is at most half a minor unit away from the exact quotient, and even where it is exactly that', () => {
  fc.assert(
    fc.property(rate, minor, (usd, euros) => {
      const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(usd) ?? [];
      const converted = convertMinor(euros, 'EUR', 'USD', withRate(usd));
      const scale = 10n ** BigInt(fraction.length);
      const away = BigInt(euros) * BigInt(whole + fraction) - converted * scale;
      const twice = (away < 0n ? -away : away) * 2n;
      expect(twice <= scale).toBe(true);
      if (twice === scale) expect(converted % 2n).toBe(0n);
    }),
  );
});

it('keeps the order of sums, and a sum in its own currency', () => {
  fc.assert(
    fc.property(rate, minor, minor, (usd, a, b) => {
      const set = withRate(usd);
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(convertMinor(low, 'USD', 'EUR', set) <= convertMinor(high, 'USD', 'EUR', set)).toBe(true);
      expect(convertMinor(a, 'USD', 'USD', set)).toBe(BigInt(a));
    }),
  );
});

describe('totals in one currency', () => {
  const total = (currency: string, minMinor: number, maxMinor: number | null, unknown = 0): Total => ({
    currency,
    minMinor,
    maxMinor,
    unknown,
  });

  it('are each converted, then added', () => {
    expect(inCurrency([total('EUR', 100_000, 100_000), total('USD', 111_030, 222_060)], 'EUR', ECB)).toEqual([
      total('EUR', 200_000, 300_000),
    ]);
  });

  it('have no upper bound where one of them has none, and count what is unknown once', () => {
    const unknown = { kind: 'unknown' } as const;
    const mixed = totals([
      unknown,
      { kind: 'exact', minor: 100, currency: 'EUR' },
      { kind: 'exact', minor: 111, currency: 'USD' },
    ]);
    expect(inCurrency(mixed, 'EUR', ECB)).toEqual([total('EUR', 200, null, 1)]);
    expect(inCurrency([total('EUR', 100, null), total('USD', 111, 111)], 'EUR', ECB)).toEqual([
      total('EUR', 200, null),
    ]);
  });

  it('stay nothing where there are none, and unknown where not even a currency is known', () => {
    expect(inCurrency([], 'EUR', ECB)).toEqual([]);
    expect(inCurrency(totals([{ kind: 'unknown' }]), 'EUR', ECB)).toEqual([total('XXX', 0, null, 1)]);
  });

  it('are open where they are beyond what a number holds exactly', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(inCurrency([total('EUR', most, most)], 'JPY', ECB)).toEqual([total('JPY', most, null)]);
  });
});
