import fc from 'fast-check';
import type { Row } from './log-reader';
import { MAX_PAGE_ROWS, pagesUpTo, readPages, type Course } from './pages';

const row = (number: number, characters: number): Row => [
  number,
  '',
  number,
  'NoteTaken',
  0,
  'x'.repeat(characters),
  '',
  '',
];

/** A log of `length` rows, each of so many characters, that remembers how many rows each page had. */
function logOf(length: number, characters: number): Course & { readonly sizes: number[] } {
  const sizes: number[] = [];
  return {
    sizes,
    direction: 'forwards',
    numberOf: ([number]) => number,
    rows: (from, count) => {
      const rows = Array.from({ length: Math.max(0, Math.min(count, length - from + 1)) }, (_, index) =>
        row(from + index, characters),
      );
      sizes.push(rows.length);
      return rows;
    },
  };
}

async function numbersIn(course: Course, limit: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const page of pagesUpTo(readPages(course, 1), limit)) numbers.push(...page.map(([number]) => number));
  return numbers;
}

describe('pages', () => {
  it('are larger while events are small, and small while events are large', async () => {
    const small = logOf(3000, 100);
    await numbersIn(small, Infinity);
    expect(Math.max(...small.sizes)).toBe(MAX_PAGE_ROWS);

    const large = logOf(200, 1_000_000);
    await numbersIn(large, Infinity);
    expect(Math.max(...large.sizes.slice(1))).toBe(2);
  });

  it('are asked for no more often than needed', async () => {
    const short = logOf(10, 100);
    await numbersIn(short, Infinity);
    const limited = logOf(100, 100);
    await numbersIn(limited, 20);
    expect([short.sizes, limited.sizes]).toStrictEqual([[10], [20]]);
  });

  it('hold every row once, up to the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.option(fc.integer({ min: 0, max: 1600 }), { nil: Infinity }),
        async (length, characters, limit) => {
          const numbers = await numbersIn(logOf(length, characters), limit);
          expect(numbers).toStrictEqual(Array.from({ length: Math.min(length, limit) }, (_, index) => index + 1));
        },
      ),
      { numRuns: 20 },
    );
  });
});
