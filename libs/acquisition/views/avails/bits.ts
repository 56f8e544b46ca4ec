import type { Mask } from '#acquisition/domain';
import { LANGUAGE_CODES, dayNumber, dayOfNumber } from '#acquisition/domain';

/** Bits in one column: a number holds as many exactly. */
const WIDTH = 50;
const BITS = BigInt(WIDTH);

/** Columns for the countries, in the order of `COUNTRIES`, and for the languages, in that of `LANGUAGE_CODES`. */
export const COUNTRY_COLUMNS = ['c0', 'c1', 'c2', 'c3', 'c4'] as const;
export const LANGUAGE_COLUMNS = ['l0', 'l1', 'l2', 'l3'] as const;

/** How many there can be. When a list outgrows them, or its order changes, the view gets a column more, and a new version. */
export const MOST_COUNTRIES = WIDTH * COUNTRY_COLUMNS.length;
export const MOST_LANGUAGES = WIDTH * LANGUAGE_COLUMNS.length - 1;

/** Days of open windows: further than any day of the calendar. */
const OPEN_FROM = -10_000_000;
const OPEN_TO = 10_000_000;

type Columns<Names extends readonly string[], Value> = { [N in Names[number]]: Value };

/** A block of rights in numbers, so that two overlap where `a & b` is not zero and the windows do. */
export interface BlockInBits
  extends Columns<typeof COUNTRY_COLUMNS, number>, Columns<typeof LANGUAGE_COLUMNS, number | null> {
  /** A bit for each medium, in the order of `MEDIA`. */
  media: number;
  /** Days since 1970-01-01, `[from_day, to_day)`. */
  from_day: number;
  to_day: number;
}

const spread = <Name extends string>(set: bigint, names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(
    names.map((name, n) => [name, Number(BigInt.asUintN(WIDTH, set >> (BITS * BigInt(n))))]),
  ) as Record<Name, number>;

const gathered = (columns: readonly (number | null)[]): bigint =>
  columns.reduceRight<bigint>((set, column) => (set << BITS) | BigInt(column ?? 0), 0n);

const PLACES = new Map(LANGUAGE_CODES.map((code, place) => [code, 1n << BigInt(place)]));
/** Stands for all languages without a code, so that every language but some is kept as what it is. */
const OTHERS = 1n << BigInt(MOST_LANGUAGES);
const EVERY_LANGUAGE = OTHERS | ((1n << BigInt(LANGUAGE_CODES.length)) - 1n);

const ALL_LANGUAGES = Object.fromEntries(LANGUAGE_COLUMNS.map((name) => [name, null])) as Columns<
  typeof LANGUAGE_COLUMNS,
  null
>;

function languagesInBits({ all, codes }: Mask['languages']): Columns<typeof LANGUAGE_COLUMNS, number | null> {
  if (all && codes.length === 0) return ALL_LANGUAGES;
  const named = codes.reduce((set, code) => set | (PLACES.get(code) ?? 0n), 0n);
  return spread(all ? EVERY_LANGUAGE & ~named : named, LANGUAGE_COLUMNS);
}

function languagesOf(block: BlockInBits): Mask['languages'] {
  if (block.l0 === null) return { all: true, codes: [] };
  const set = gathered(LANGUAGE_COLUMNS.map((name) => block[name]));
  const all = (set & OTHERS) !== 0n;
  return { all, codes: LANGUAGE_CODES.filter((code) => ((set & (PLACES.get(code) ?? 0n)) !== 0n) !== all) };
}

/** Exact: `outOfBits` gives the block back. */
export const inBits = ({ countries, media, languages, window }: Mask): BlockInBits => ({
  ...spread(countries, COUNTRY_COLUMNS),
  ...languagesInBits(languages),
  media: Number(media),
  from_day: window.from === null ? OPEN_FROM : dayNumber(window.from),
  to_day: window.to === null ? OPEN_TO : dayNumber(window.to),
});

export const outOfBits = (block: BlockInBits): Mask => ({
  countries: gathered(COUNTRY_COLUMNS.map((name) => block[name])),
  media: BigInt(block.media),
  languages: languagesOf(block),
  window: {
    from: block.from_day === OPEN_FROM ? null : dayOfNumber(block.from_day),
    to: block.to_day === OPEN_TO ? null : dayOfNumber(block.to_day),
  },
});
