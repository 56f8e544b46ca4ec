import type { CountryCode } from './block';
import { WORLD, codesOf, countriesOf } from './countries';
import { COMPOSITE_NAMES, COUNTRY_NAMES, INTERNATIONAL, LOT_NAMES, type TerritoryName } from './territory-names';

/** A name, and the names of what is taken out of it. */
interface Term {
  readonly name: string;
  readonly minus: readonly string[];
}

function size(countries: bigint): number {
  return codesOf(countries).length;
}

function largestFirst(names: readonly TerritoryName[]): readonly TerritoryName[] {
  return names.toSorted((a, b) => size(b.countries) - size(a.countries));
}

const COMPOSITES_LARGEST_FIRST = largestFirst(COMPOSITE_NAMES.filter(({ name }) => name !== INTERNATIONAL));
/** Names of countries that lie in each lot: those that include countries sold along first. */
const COUNTRIES_BY_LOT = new Map(
  LOT_NAMES.map((lot) => [
    lot,
    largestFirst(COUNTRY_NAMES.filter(({ countries }) => (countries & lot.countries) !== 0n)),
  ]),
);

/** Takes the names that fit out of a set, one after the other; gives them and what is left. */
function take(names: readonly TerritoryName[], countries: bigint): { names: string[]; left: bigint } {
  const taken: string[] = [];
  let left = countries;
  for (const name of names) {
    if (left === 0n) break;
    if ((name.countries & ~left) !== 0n) continue;
    taken.push(name.name);
    left &= ~name.countries;
  }
  return { names: taken, left };
}

function term(name: string): Term {
  return { name, minus: [] };
}

/** Composites, then lots, then countries; a lot of which little is missing is written without what is missing. */
function plainTerms(countries: bigint, mayTakeOut: boolean): Term[] {
  const composites = take(COMPOSITES_LARGEST_FIRST, countries);
  const terms = composites.names.map(term);
  for (const lot of LOT_NAMES) {
    const inLot = lot.countries & composites.left;
    if (inLot === 0n) continue;
    const byCountry = COUNTRIES_BY_LOT.get(lot) ?? [];
    const present = inLot === lot.countries ? [lot.name] : take(byCountry, inLot).names;
    const missing = mayTakeOut && present.length > 2 ? take(byCountry, lot.countries & ~inLot).names : present;
    if (missing.length + 1 < present.length) terms.push({ name: lot.name, minus: missing.toSorted() });
    else terms.push(...present.map(term));
  }
  return terms;
}

function write(terms: readonly Term[]): string {
  return terms
    .map(({ name, minus }) => [name, ...minus].join(' - '))
    .sort()
    .join(', ');
}

/** Fewer names are shorter; of as many, fewer letters. */
function isShorter(a: readonly Term[], b: readonly Term[]): boolean {
  const names = (terms: readonly Term[]): number => terms.reduce((sum, { minus }) => sum + 1 + minus.length, 0);
  return names(a) - names(b) < 0 || (names(a) === names(b) && write(a).length < write(b).length);
}

/** A composite without what is missing of it, and what lies outside it. */
function termsAround(composite: TerritoryName, countries: bigint): Term[] {
  const missing = plainTerms(composite.countries & ~countries, false);
  const minus = missing.map(({ name }) => name).sort();
  return [{ name: composite.name, minus }, ...plainTerms(countries & ~composite.countries, true)];
}

const described = new Map<bigint, string>();
const MOST_DESCRIBED = 4_096;

/** As `describeTerritories`, of countries as bits. The same few sets are described again and again: they are remembered. */
export function describeCountries(countries: bigint): string {
  const known = described.get(countries);
  if (known !== undefined) return known;
  const words = inFewestWords(countries);
  if (described.size >= MOST_DESCRIBED) described.clear();
  described.set(countries, words);
  return words;
}

function inFewestWords(countries: bigint): string {
  const unlisted = codesOf(countries & ~WORLD);
  const listed = countries & WORLD;
  let terms = plainTerms(listed, true);
  for (const composite of COMPOSITE_NAMES) {
    if (terms.length < 2 && terms.every(({ minus }) => minus.length === 0)) break;
    if ((composite.countries & listed) === 0n) continue;
    if (composite.name === INTERNATIONAL && (listed & ~composite.countries) !== 0n) continue;
    const around = termsAround(composite, listed);
    if (isShorter(around, terms)) terms = around;
  }
  return [...(terms.length === 0 ? [] : [write(terms)]), ...unlisted].join(', ');
}

/**
 * Countries in the trade's words, as short as they get: `Worldwide`, `Worldwide - Italy - Latin America`, `Benelux, France`,
 * `United Kingdom`, `France proper` for France without its overseas and Monaco. Whatever it says, `resolveTerritories` gives
 * exactly these countries back. Empty for no country.
 */
export function describeTerritories(countries: Iterable<CountryCode>): string {
  return describeCountries(countriesOf(countries));
}
