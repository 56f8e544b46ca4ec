import * as fc from 'fast-check';
import { addDays, compareDays } from '../time';
import type { LanguageCode, Medium, RightsBlock, Window } from './block';
import { COUNTRIES } from './country-list';
import { describe as describeRegion } from './describe-region';
import { MEDIA } from './media-tree';
import {
  EMPTY,
  EVERYTHING,
  type Region,
  blocksOf,
  covers,
  equals,
  isEmpty,
  onDay,
  overlap,
  regionOf,
  subtract,
  union,
} from './region';

// A universe small enough to write down: every cell of it is in a region or not. "xx" stands for any other language.
const TERRITORIES = ['BE', 'FR', 'IT', 'MC'];
const SOME_MEDIA: readonly Medium[] = ['theatrical', 'SVOD', 'pay TV'];
const LANGUAGES: readonly LanguageCode[] = ['en', 'fr', 'xx'];
const DAYS = Array.from({ length: 8 }, (_, n) => addDays('2025-12-30', n));

const boundary = fc.option(fc.constantFrom(...DAYS.slice(1, -1)), { nil: null });
const window: fc.Arbitrary<Window> = fc.record({ from: boundary, to: boundary });
const languages = fc.oneof(
  fc.constant({ languages: null }),
  fc.subarray(['en', 'fr'], { minLength: 1 }).map((codes) => ({ languages: codes })),
  fc.subarray(['en', 'fr'], { minLength: 1 }).map((codes) => ({ languages: null, exceptLanguages: codes })),
);
const block: fc.Arbitrary<RightsBlock> = fc
  .tuple(fc.subarray(TERRITORIES), fc.subarray([...SOME_MEDIA]), window, languages, fc.boolean())
  .map(([territories, media, when, spoken, exclusive]) => ({ territories, media, window: when, ...spoken, exclusive }));
const blocks = fc.array(block, { maxLength: 5 });
const region = blocks.map(regionOf);

function holds(
  { territories, media, window: { from, to }, languages: spoken, exceptLanguages }: RightsBlock,
  cell: Cell,
): boolean {
  return (
    territories.includes(cell.territory) &&
    media.includes(cell.medium) &&
    (from === null || compareDays(from, cell.day) <= 0) &&
    (to === null || compareDays(cell.day, to) < 0) &&
    (spoken === null ? exceptLanguages?.includes(cell.language) !== true : spoken.includes(cell.language))
  );
}

interface Cell {
  readonly territory: string;
  readonly medium: Medium;
  readonly day: string;
  readonly language: string;
}

const UNIVERSE: readonly Cell[] = TERRITORIES.flatMap((territory) =>
  SOME_MEDIA.flatMap((medium) =>
    DAYS.flatMap((day) => LANGUAGES.map((language) => ({ territory, medium, day, language }))),
  ),
);

/** The cells that blocks hold, one after the other: what a region must never differ from. */
function cellsOf(held: readonly RightsBlock[]): Cell[] {
  return UNIVERSE.filter((cell) => held.some((one) => holds(one, cell)));
}

function cells(of: Region): Cell[] {
  return cellsOf(blocksOf(of, true));
}

describe('a region', () => {
  it('holds what its blocks hold', () => {
    fc.assert(
      fc.property(blocks, (held) => {
        expect(cells(regionOf(held))).toStrictEqual(cellsOf(held));
      }),
    );
  });

  it('is worked out once for the same list of blocks', () => {
    const held: readonly RightsBlock[] = [
      { territories: ['FR'], media: ['SVOD'], window: { from: null, to: null }, languages: null, exclusive: true },
    ];
    expect(regionOf(held)).toBe(regionOf(held));
    expect(regionOf([...held])).not.toBe(regionOf(held));
  });

  it('has what both, the first alone or either of two hold', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const [inA, inB] = [new Set(cellsOf(a)), new Set(cellsOf(b))];
        expect(cells(overlap(regionOf(a), regionOf(b)))).toStrictEqual(
          UNIVERSE.filter((cell) => inA.has(cell) && inB.has(cell)),
        );
        expect(cells(subtract(regionOf(a), regionOf(b)))).toStrictEqual(
          UNIVERSE.filter((cell) => inA.has(cell) && !inB.has(cell)),
        );
        expect(cells(union(regionOf(a), regionOf(b)))).toStrictEqual(
          UNIVERSE.filter((cell) => inA.has(cell) || inB.has(cell)),
        );
        expect(covers(regionOf(a), regionOf(b))).toBe([...inB].every((cell) => inA.has(cell)));
        expect(isEmpty(regionOf(a))).toBe(inA.size === 0);
      }),
    );
  });

  it('is equal to another that holds the same, and then written the same', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const same = JSON.stringify(cellsOf(a)) === JSON.stringify(cellsOf(b));
        expect(equals(regionOf(a), regionOf(b))).toBe(same);
      }),
    );
    fc.assert(
      fc.property(blocks, fc.func(fc.integer()), (held, at) => {
        const shuffled = held
          .toSorted((a, b) => at(a) - at(b))
          .flatMap((one) => one.territories.map((code) => ({ ...one, territories: [code] })));
        expect(regionOf(shuffled)).toStrictEqual(regionOf(held));
      }),
    );
  });

  it('survives being written as blocks, which hold no cell twice', () => {
    fc.assert(
      fc.property(region, fc.boolean(), (a, exclusive) => {
        const written = blocksOf(a, exclusive);
        expect(regionOf(written)).toStrictEqual(a);
        expect(written.every((one) => one.exclusive === exclusive)).toBe(true);
        expect(UNIVERSE.every((cell) => written.filter((one) => holds(one, cell)).length <= 1)).toBe(true);
      }),
    );
  });

  it('has on one day what it has on that day', () => {
    fc.assert(
      fc.property(region, fc.constantFrom(...DAYS), (a, day) => {
        expect(cells(onDay(a, day))).toStrictEqual(cells(a).filter((cell) => cell.day === day));
      }),
    );
  });

  it('can always be described', () => {
    fc.assert(
      fc.property(region, (a) => {
        expect(describeRegion(a)).not.toBe('');
        expect(describeRegion(a) === 'nothing').toBe(isEmpty(a));
      }),
    );
  });
});

describe('the laws of sets', () => {
  function law(says: string, ...sides: ((a: Region, b: Region, c: Region) => Region)[]): void {
    it(says, () => {
      fc.assert(
        fc.property(region, region, region, (a, b, c) => {
          const [left, ...rights] = sides.map((side) => side(a, b, c));
          for (const right of rights) expect(right).toStrictEqual(left);
        }),
      );
    });
  }

  law(
    'a ∪ b = b ∪ a',
    (a, b) => union(a, b),
    (a, b) => union(b, a),
  );
  law(
    'a ∩ b = b ∩ a',
    (a, b) => overlap(a, b),
    (a, b) => overlap(b, a),
  );
  law(
    '(a ∪ b) ∪ c = a ∪ (b ∪ c)',
    (a, b, c) => union(union(a, b), c),
    (a, b, c) => union(a, union(b, c)),
  );
  law(
    '(a ∩ b) ∩ c = a ∩ (b ∩ c)',
    (a, b, c) => overlap(overlap(a, b), c),
    (a, b, c) => overlap(a, overlap(b, c)),
  );
  law(
    'a ∩ (b ∪ c) = (a ∩ b) ∪ (a ∩ c)',
    (a, b, c) => overlap(a, union(b, c)),
    (a, b, c) => union(overlap(a, b), overlap(a, c)),
  );
  law(
    'a ∪ a = a ∩ a = a',
    (a) => a,
    (a) => union(a, a),
    (a) => overlap(a, a),
  );
  law(
    'a ∪ (a ∩ b) = a',
    (a) => a,
    (a, b) => union(a, overlap(a, b)),
  );
  law(
    'a = (a − b) ∪ (a ∩ b)',
    (a) => a,
    (a, b) => union(subtract(a, b), overlap(a, b)),
  );
  law(
    '(a − b) ∩ b is empty',
    () => EMPTY,
    (a, b) => overlap(subtract(a, b), b),
  );
  law(
    'a − a and a ∩ nothing are empty',
    () => EMPTY,
    (a) => subtract(a, a),
    (a) => overlap(a, EMPTY),
  );
  law(
    'a ∪ nothing = a − nothing = a ∩ everything = a',
    (a) => a,
    (a) => union(a, EMPTY),
    (a) => subtract(a, EMPTY),
    (a) => overlap(a, EVERYTHING),
  );
  law(
    'everything − (everything − a) = a',
    (a) => a,
    (a) => subtract(EVERYTHING, subtract(EVERYTHING, a)),
  );
  law(
    'everything − (a ∪ b) = (everything − a) ∩ (everything − b)',
    (a, b) => subtract(EVERYTHING, union(a, b)),
    (a, b) => overlap(subtract(EVERYTHING, a), subtract(EVERYTHING, b)),
  );
  law(
    'everything − (a ∩ b) = (everything − a) ∪ (everything − b)',
    (a, b) => subtract(EVERYTHING, overlap(a, b)),
    (a, b) => union(subtract(EVERYTHING, a), subtract(EVERYTHING, b)),
  );

  it('a covers b exactly when b − a is empty', () => {
    fc.assert(
      fc.property(region, region, (a, b) => {
        expect(covers(a, b)).toBe(isEmpty(subtract(b, a)));
        expect(covers(union(a, b), a)).toBe(true);
        expect(covers(a, overlap(a, b))).toBe(true);
        expect(covers(EVERYTHING, a)).toBe(true);
      }),
    );
  });
});

describe('everything', () => {
  it('is worldwide, all rights, in every language, always', () => {
    expect(blocksOf(EVERYTHING, true)).toStrictEqual([
      {
        territories: COUNTRIES.map(({ code }) => code),
        media: MEDIA,
        window: { from: null, to: null },
        languages: null,
        exclusive: true,
      },
    ]);
  });
});

describe('blocks as old events may hold them', () => {
  const always = { window: { from: null, to: null }, languages: null, exclusive: true };

  it('keep a country that has left the list apart from all others', () => {
    const antilles = regionOf([{ territories: ['AN'], media: ['SVOD'], ...always }]);
    expect(isEmpty(antilles)).toBe(false);
    expect(isEmpty(overlap(antilles, EVERYTHING))).toBe(true);
    expect(blocksOf(antilles, true).map(({ territories }) => territories)).toStrictEqual([['AN']]);
    expect(describeRegion(antilles)).toBe('AN, SVOD');
  });

  it('stay sorted with one', () => {
    const block = { territories: ['AN', 'AD', 'ZW'], media: ['SVOD'] as const, ...always };
    expect(blocksOf(regionOf([block]), true).map(({ territories }) => territories)).toStrictEqual([['AD', 'AN', 'ZW']]);
  });

  it('hold nothing in what is no country or no medium', () => {
    expect(regionOf([{ territories: ['Narnia', 'fr', ''], media: ['SVOD'], ...always }])).toStrictEqual(EMPTY);
    expect(regionOf([{ territories: ['FR'], media: [], ...always }])).toStrictEqual(EMPTY);
    expect(
      regionOf([{ territories: ['FR'], media: ['SVOD'], ...always, window: { from: '2026-01-02', to: '2026-01-01' } }]),
    ).toStrictEqual(EMPTY);
  });

  it('are open at an end that cannot be read', () => {
    const unreadable = regionOf([
      { territories: ['FR'], media: ['SVOD'], ...always, window: { from: 'soon', to: null } },
    ]);
    expect(unreadable).toStrictEqual(regionOf([{ territories: ['FR'], media: ['SVOD'], ...always }]));
  });
});
