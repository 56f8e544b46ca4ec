import { type Algebra, BITS, type Layers, byBits, layered } from './algebra';
import { WORLD, countriesOf, withThoseSoldAlong } from './countries';
import { COUNTRIES } from './country-list';
import { ALL_LANGUAGES, LANGUAGES, type LanguageSet, languagesOf } from './language-set';
import { nameKey } from './name-key';
import { nearestNames, proposals } from './nearest-names';
import { COMPOSITES, LOTS, SOLD_WITH } from './territory-list';

/** Countries, each with the languages in which a right is meant there. */
export type Territories = Layers<bigint, LanguageSet>;
export const TERRITORIES: Algebra<Territories> = layered(BITS, LANGUAGES, byBits);

/** Countries in all languages. */
export function inAllLanguages(countries: bigint): Territories {
  return countries === 0n ? [] : [{ at: countries, then: ALL_LANGUAGES }];
}

/** A name of the trade, and what it stands for. */
export interface TerritoryName {
  readonly name: string;
  readonly countries: bigint;
}

const LOT_COUNTRIES = new Map(LOTS.map(({ code, countries }) => [code, countriesOf(countries)]));

function countriesOfLots(codes: readonly string[]): bigint {
  return codes.reduce((all, code) => all | (LOT_COUNTRIES.get(code) ?? 0n), 0n);
}

/** Lots in the order of the list. */
export const LOT_NAMES: readonly TerritoryName[] = LOTS.map(({ name, countries }) => ({
  name,
  countries: countriesOf(countries),
}));

/** Composites that are plain sets of lots, in the order of the list. */
export const COMPOSITE_NAMES: readonly TerritoryName[] = COMPOSITES.flatMap((composite) =>
  composite.kind === 'lots' && composite.partly === undefined
    ? [{ name: composite.name, countries: countriesOfLots(composite.lots) }]
    : [],
);

/** A country by its name, and by "proper" where its name alone means those sold with it too. */
export const COUNTRY_NAMES: readonly TerritoryName[] = COUNTRIES.flatMap(({ code, name }) => {
  const alone = { name: SOLD_WITH.has(code) ? `${name} proper` : name, countries: countriesOf([code]) };
  return SOLD_WITH.has(code) ? [{ name, countries: withThoseSoldAlong(code) }, alone] : [alone];
});

/** The world without North America: said by itself, never as a part of something larger. */
export const INTERNATIONAL = 'International';

const PROPOSALS = proposals([
  ...COMPOSITES.filter(({ kind }) => kind !== 'media').map(({ name }) => name),
  ...LOTS.flatMap(({ name, alsoCalled }) => [name, ...alsoCalled.filter((other) => !/[(/]/.test(other))]),
  ...COUNTRIES.flatMap(({ name, alsoCalled }) => [name, ...alsoCalled]),
]);

/** What each name stands for, by `nameKey`; a name of a composite goes before one of a lot, and that before a country's. */
const BY_NAME: ReadonlyMap<string, Territories> = (() => {
  const names = new Map<string, Territories>();
  const add = (called: readonly string[], territories: Territories): void => {
    for (const name of called) if (!names.has(nameKey(name))) names.set(nameKey(name), territories);
  };
  for (const composite of COMPOSITES) {
    if (composite.kind !== 'lots') continue;
    const whole = inAllLanguages(countriesOfLots(composite.lots));
    const { partly } = composite;
    const part = partly && [{ at: countriesOf(partly.countries), then: languagesOf([partly.language]) }];
    add([composite.name, ...composite.alsoCalled], TERRITORIES.combine('union', whole, part ?? []));
  }
  for (const lot of LOTS) add([lot.name, ...lot.alsoCalled], inAllLanguages(countriesOf(lot.countries)));
  for (const { name, countries } of COUNTRY_NAMES) add([name], inAllLanguages(countries));
  for (const { code, alsoCalled } of COUNTRIES) add(alsoCalled, inAllLanguages(withThoseSoldAlong(code)));
  return names;
})();

/** Words of the trade that stand for several things, by `nameKey`, and names that tell which is meant. */
const AMBIGUOUS: ReadonlyMap<string, readonly string[]> = new Map([
  ['domestic', ['United States', 'North America']],
  ['me', ['Middle East & North Africa', 'Montenegro']],
]);

/**
 * What each code stands for. A country's code means what its name means; it goes before a lot's code that holds the same
 * country. `ME`, which is Montenegro in ISO 3166 and the Middle East among the lots, stands for neither.
 */
const BY_CODE: ReadonlyMap<string, Territories> = (() => {
  const codes = new Map<string, Territories>();
  for (const { code } of COUNTRIES) codes.set(code, inAllLanguages(withThoseSoldAlong(code)));
  for (const { code, countries } of LOTS) {
    const lot = inAllLanguages(countriesOf(countries));
    const country = codes.get(code);
    if (country === undefined) codes.set(code, lot);
    else if (AMBIGUOUS.has(nameKey(code))) codes.delete(code);
  }
  for (const { code, name } of COMPOSITES) {
    const composite = BY_NAME.get(nameKey(name));
    if (composite !== undefined) codes.set(code, composite);
  }
  return codes;
})();

const REST_OF_WORLD_NAMES: ReadonlySet<string> = new Set(
  COMPOSITES.flatMap((composite) =>
    composite.kind === 'rest of world' ? [composite.name, composite.code, ...composite.alsoCalled].map(nameKey) : [],
  ),
);

/** Words that say no more than that a territory is meant. */
const RIGHTS = / rights$/;

/**
 * What a name stands for, in whatever spelling, or a code in capitals. `granted` are the countries that "Rest of world"
 * leaves out. `undefined` when it stands for nothing known.
 */
export function territoriesNamed(name: string, granted: bigint): Territories | undefined {
  const key = nameKey(name);
  const plain = key.replace(RIGHTS, '');
  if (REST_OF_WORLD_NAMES.has(plain)) return inAllLanguages(WORLD & ~granted);
  return BY_NAME.get(key) ?? BY_NAME.get(plain) ?? BY_CODE.get(name.trim());
}

/** Names that may have been meant by words that stand for nothing known. */
export function nearestTerritories(words: string): readonly string[] {
  return AMBIGUOUS.get(nameKey(words)) ?? nearestNames(words, PROPOSALS);
}
