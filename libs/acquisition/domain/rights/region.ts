import { memo } from '../memo';
import type { Day } from '../time';
import { BITS, type Layers, byBits, layered } from './algebra';
import type { LanguageCode, RightsBlock, Window } from './block';
import { WORLD, codesOf, countriesOf } from './countries';
import type { CountryCode } from './block';
import { ALL_DAYS, DAYS, type DaySet, daysOf, singleDay, windowsOf } from './day-set';
import { ALL_LANGUAGES, LANGUAGES, type LanguageSet, byLanguages, languagesOf } from './language-set';
import { ALL_MEDIA, mediaBits, mediaOf } from './media';

type InLanguages = Layers<LanguageSet, DaySet>;
type InMedia = Layers<bigint, InLanguages>;

/**
 * A set of rights: of country, medium, language and day, each combination of which is in it or not. To be made by
 * `regionOf` and used through the functions here; two regions that hold the same are written the same.
 */
export type Region = Layers<bigint, InMedia>;

const REGIONS = layered(BITS, layered(BITS, layered(LANGUAGES, DAYS, byLanguages), byBits), byBits);

function box(countries: bigint, media: bigint, languages: LanguageSet, days: DaySet): Region {
  if (countries === 0n || media === 0n || LANGUAGES.isEmpty(languages) || DAYS.isEmpty(days)) return [];
  return [{ at: countries, then: [{ at: media, then: [{ at: languages, then: days }] }] }];
}

export const EMPTY: Region = [];
/** Worldwide, all rights, in every language, always. */
export const EVERYTHING: Region = box(WORLD, ALL_MEDIA, ALL_LANGUAGES, ALL_DAYS);

/** What is in both. */
export function overlap(a: Region, b: Region): Region {
  return REGIONS.combine('overlap', a, b);
}

/** What is in `a` and not in `b`. */
export function subtract(a: Region, b: Region): Region {
  return REGIONS.combine('subtract', a, b);
}

/** What is in either. */
export function union(a: Region, b: Region): Region {
  return REGIONS.combine('union', a, b);
}

/** The countries in which it holds anything. */
export const countriesIn = (region: Region): CountryCode[] => codesOf(region.reduce((all, { at }) => all | at, 0n));

export function isEmpty(region: Region): boolean {
  return REGIONS.isEmpty(region);
}

/** Whether everything in `b` is in `a` too. */
export function covers(a: Region, b: Region): boolean {
  return isEmpty(subtract(b, a));
}

/** Whether both hold the same. */
export function equals(a: Region, b: Region): boolean {
  return REGIONS.key(a) === REGIONS.key(b);
}

/** Both halves first: adding one to all the others is slow for a film with hundreds of deals. */
function unionOfAll(regions: readonly Region[]): Region {
  const [first = EMPTY, second = EMPTY] = regions;
  if (regions.length <= 2) return union(first, second);
  const half = regions.length >> 1;
  return union(unionOfAll(regions.slice(0, half)), unionOfAll(regions.slice(half)));
}

/** Recorded rights never change, and their regions are asked for again and again. */
const KNOWN = memo<readonly RightsBlock[], Region>();

/** What blocks of rights hold together, exclusive or not. The list of blocks must not be changed afterwards. */
export function regionOf(blocks: readonly RightsBlock[]): Region {
  const known = KNOWN.get(blocks);
  if (known !== undefined) return known;
  const region = unionOfAll(
    blocks.map(({ territories, media, window, languages, exceptLanguages }) =>
      box(countriesOf(territories), mediaBits(media), languagesOf(languages, exceptLanguages), daysOf(window)),
    ),
  );
  KNOWN.set(blocks, region);
  return region;
}

/** The part of a region that lies on one day; its window is that day. */
export function onDay(region: Region, day: Day): Region {
  return overlap(region, box(unionOfCountries(region), ALL_MEDIA, ALL_LANGUAGES, singleDay(day)));
}

function unionOfCountries(region: Region): bigint {
  return region.reduce((all, { at }) => all | at, 0n);
}

/** A block in bits: what a set of countries and media is compared by, without the names of each. */
export interface Mask {
  /** A bit for each country, in the order of `COUNTRIES`. */
  readonly countries: bigint;
  /** A bit for each medium, in the order of `MEDIA`. */
  readonly media: bigint;
  /** Those in it, or, when `all`, those left out. */
  readonly languages: { readonly all: boolean; readonly codes: readonly LanguageCode[] };
  readonly window: Window;
}

/** A region as blocks in bits, disjoint, as few as its parts. */
export function masksOf(region: Region): Mask[] {
  return region.flatMap(({ at: countries, then: inMedia }) =>
    inMedia.flatMap(({ at: media, then: inLanguages }) =>
      inLanguages.flatMap(({ at: languages, then: days }) =>
        windowsOf(days).map((window) => ({ countries, media, languages, window })),
      ),
    ),
  );
}

/** The region of blocks in bits. */
export const regionOfMasks = (masks: readonly Mask[]): Region =>
  unionOfAll(masks.map(({ countries, media, languages, window }) => box(countries, media, languages, daysOf(window))));

/** A region as blocks, as few as its parts; `regionOf` gives exactly the region back. */
export function blocksOf(region: Region, exclusive: boolean): RightsBlock[] {
  return masksOf(region).map(({ countries, media, languages: { all, codes }, window }) => ({
    territories: codesOf(countries),
    media: mediaOf(media),
    window,
    languages: all ? null : codes,
    ...(all && codes.length > 0 ? { exceptLanguages: codes } : {}),
    exclusive,
  }));
}
