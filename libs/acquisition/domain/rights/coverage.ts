import { countriesOf } from './countries';
import { DAYS } from './day-set';
import { MEDIA } from './media-tree';
import { mediaBits } from './media';
import type { Region } from './region';
import { LOTS } from './territory-list';

/** For each medium, in the order of `MEDIA`: the countries in which something holds in every language. Bits, to be counted fast. */
export type Coverage = readonly bigint[];

export const NO_COVERAGE: Coverage = MEDIA.map(() => 0n);

const BITS_OF_MEDIA = MEDIA.map((medium) => mediaBits([medium]));
const BITS_OF_LOTS = LOTS.map(({ countries }) => countriesOf(countries));

/** Where a region holds something on some day, in every language at once. */
export function coverageOf(region: Region): Coverage {
  const coverage = [...NO_COVERAGE];
  for (const { at: countries, then: inMedia } of region) {
    for (const { at: media, then: inLanguages } of inMedia) {
      const isWhole = inLanguages.some(({ at, then }) => at.all && at.codes.length === 0 && !DAYS.isEmpty(then));
      if (!isWhole) continue;
      BITS_OF_MEDIA.forEach((bit, n) => {
        if ((media & bit) !== 0n) coverage[n] = (coverage[n] ?? 0n) | countries;
      });
    }
  }
  return coverage;
}

export const joinCoverage = (a: Coverage, b: Coverage): Coverage => a.map((countries, n) => countries | (b[n] ?? 0n));

function count(bits: bigint): number {
  let ones = 0;
  for (let rest = bits; rest !== 0n; rest &= rest - 1n) ones += 1;
  return ones;
}

interface Counted {
  readonly pairs: number;
  readonly covered: number;
}

/** The same few sets of countries are counted again and again; no more of them than this are remembered. */
const MOST_COUNTED = 10_000;
const counted = new Map<string, Counted>();

/** How many (territory lot, medium) pairs `whole` has, and how many of them, and parts of them by country, `part` has. */
export function countLots(whole: Coverage, part: Coverage): Counted {
  let [pairs, covered] = [0, 0];
  let last: (Counted & { readonly countries: bigint; readonly had: bigint }) | undefined;
  whole.forEach((countries, n) => {
    const had = part[n] ?? 0n;
    // Media are mostly sold together, and to write such numbers as text takes longest.
    if (last?.countries !== countries || last.had !== had) last = { countries, had, ...knownLots(countries, had) };
    pairs += last.pairs;
    covered += last.covered;
  });
  return { pairs, covered };
}

function knownLots(countries: bigint, had: bigint): Counted {
  const key = `${countries.toString(36)} ${had.toString(36)}`;
  const known = counted.get(key) ?? countLotsOf(countries, had);
  if (counted.size >= MOST_COUNTED) counted.clear();
  counted.set(key, known);
  return known;
}

function countLotsOf(whole: bigint, part: bigint): Counted {
  let [pairs, covered] = [0, 0];
  for (const lot of BITS_OF_LOTS) {
    const all = whole & lot;
    if (all === 0n) continue;
    pairs += 1;
    const some = all & part;
    if (some === all) covered += 1;
    else if (some !== 0n) covered += count(some) / count(all);
  }
  return { pairs, covered };
}

/** Whether `part` has every country and medium that `whole` has. */
export const coversAll = (whole: Coverage, part: Coverage): boolean =>
  whole.every((countries, n) => (countries & ~(part[n] ?? 0n)) === 0n);
