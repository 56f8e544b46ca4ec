import type { CountryCode } from './block';
import { COUNTRIES } from './country-list';
import { SOLD_WITH } from './territory-list';

const LETTERS = 26n;
const PLACES: ReadonlyMap<CountryCode, number> = new Map(COUNTRIES.map(({ code }, place) => [code, place]));
const CODES: readonly CountryCode[] = COUNTRIES.map(({ code }) => code);

/** Every country of the list. */
export const WORLD: bigint = (1n << BigInt(CODES.length)) - 1n;

function numberOfLetter(letter: string): bigint {
  return BigInt(letter.charCodeAt(0) - 65);
}

/** A right recorded with a code that has since left the list must still fold: such codes have bits behind the listed ones. */
function bitOfUnlisted(code: CountryCode): bigint {
  if (!/^[A-Z]{2}$/.test(code)) return 0n;
  return 1n << (BigInt(CODES.length) + numberOfLetter(code.charAt(0)) * LETTERS + numberOfLetter(code.charAt(1)));
}

/** Countries as bits. What is not a code of two capital letters is no country and left out. */
export function countriesOf(codes: Iterable<CountryCode>): bigint {
  // Gathered in words of 32 bits, and made one large number at the end: several times faster than one for every code.
  const words = new Uint32Array(Math.ceil(CODES.length / 32));
  let unlisted = 0n;
  for (const code of codes) {
    const place = PLACES.get(code);
    if (place === undefined) unlisted |= bitOfUnlisted(code);
    else words[place >> 5] = (words[place >> 5] ?? 0) | (1 << (place & 31));
  }
  return words.reduceRight((set, word) => (set << 32n) | BigInt(word), 0n) | unlisted;
}

/** The codes of a set of countries, in alphabetical order. */
export function codesOf(set: bigint): CountryCode[] {
  const bits = set.toString(2);
  const codes: CountryCode[] = [];
  for (let place = 0; place < bits.length; place += 1) {
    if (bits.charCodeAt(bits.length - 1 - place) !== 49) continue;
    const unlisted = place - CODES.length;
    codes.push(CODES[place] ?? String.fromCharCode(65 + Math.floor(unlisted / 26), 65 + (unlisted % 26)));
  }
  return set > WORLD ? codes.sort() : codes;
}

/** A country and those that are sold with it: what its name means in the trade. */
export function withThoseSoldAlong(code: CountryCode): bigint {
  return countriesOf([code, ...(SOLD_WITH.get(code) ?? [])]);
}
