import type { CountryCode, LanguageCode } from './block';
import { codesOf, countriesOf } from './countries';
import { NEAREST_NAMES } from './nearest-names';
import { readPhrases } from './phrase';
import { TERRITORIES, type Territories, nearestTerritories, territoriesNamed } from './territory-names';

/** Countries in which the same languages are meant. */
export interface TerritoryPart {
  /** In alphabetical order. */
  readonly countries: readonly CountryCode[];
  /** `null` is all languages. */
  readonly languages: readonly LanguageCode[] | null;
  /** Languages left out of all, as in "Worldwide - French-speaking Europe"; only where `languages` is `null`. */
  readonly exceptLanguages?: readonly LanguageCode[];
}

/** Words that resolved to nothing, and up to three names that may have been meant. */
export interface Unresolved {
  readonly words: string;
  readonly nearest: readonly string[];
}

export interface TerritoryResolution {
  readonly words: string;
  /** Disjoint. */
  readonly parts: readonly TerritoryPart[];
  readonly unresolved: readonly Unresolved[];
}

/** What was granted before, on which the meaning of "Rest of world" depends. */
export interface GrantContext {
  readonly granted?: ReadonlySet<CountryCode>;
}

function partsOf(territories: Territories): TerritoryPart[] {
  return territories.map(({ at, then }) => ({
    countries: codesOf(at),
    languages: then.all ? null : then.codes,
    ...(then.all && then.codes.length > 0 ? { exceptLanguages: then.codes } : {}),
  }));
}

/** Unknown words of a request for which near names are looked for. */
const MOST_HELPED = 5;

/**
 * Resolves territories in the trade's words to countries of the list, `TERRITORY_LIST_VERSION`. Never throws, never guesses.
 *
 * Understood are the names and codes (in capitals) of composites, lots and countries, lists of them, and exclusions:
 * `UK & Ireland`, `Benelux, France and Italy`, `Worldwide excluding X, Y`, `World ex. X`, `Worldwide - X - Y`,
 * `Latin America minus X`. Case, accents and punctuation do not count.
 * - A country's name or code means the country with those sold along: "US" includes Puerto Rico, "France" Monaco,
 *   "UK" Jersey, "Italy" San Marino. "France proper" is France alone.
 * - "Rest of world" is the world without `context.granted`; without a context it is the whole world.
 * - A composite that means a part of a country only, "French-speaking Europe", gives parts with languages.
 * - Words that are no name ("24 territories (not US)", "domestic", "Asia (pay TV)") come back unresolved, with the nearest
 *   names. A phrase that excludes something it does not understand is unresolved as a whole: it never widens.
 */
export function resolveTerritories(words: string | readonly string[], context: GrantContext = {}): TerritoryResolution {
  const granted = countriesOf(context.granted ?? []);
  const phrases = typeof words === 'string' ? [words] : words;
  const reading = readPhrases(phrases, { sets: TERRITORIES, lookUp: (name) => territoriesNamed(name, granted) });
  return {
    words: phrases.join(', '),
    parts: partsOf(reading.set),
    unresolved: reading.unresolved.map(({ words: told, unknown }, index) => ({
      words: told,
      // Proposing takes time: the first words of a request are helped, a flood of them is not.
      nearest:
        index < MOST_HELPED
          ? [...new Set([...new Set(unknown)].slice(0, MOST_HELPED).flatMap(nearestTerritories))].slice(
              0,
              NEAREST_NAMES,
            )
          : [],
    })),
  };
}
