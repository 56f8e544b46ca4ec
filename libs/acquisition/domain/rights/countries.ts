import type { CountryCode } from './block';
import { COUNTRIES } from './country-list';
import { SOLD_WITH } from './territory-list';

const LETTERS = 26n;
const LISTED: ReadonlyMap<CountryCode, bigint> = new Map(
  COUNTRIES.map(({ code }, index) => [code, 1n << BigInt(index)]),
);
const CODES: readonly CountryCode[] = COUNTRIES.map(({ code }) => code);

/** Every country of the list. */
export const WORLD: bigint = (1n << BigInt(CODES.length)) - 1n;

function numberOfLetter(letter: string): bigint {
  return BigInt(letter.charCodeAt(0) - 65);
}

/** A right recorded with a code that has since left the list must still fold: such codes have bits behind the listed ones. */
function bitOf(code: CountryCode): bigint {
  const listed = LISTED.get(code);
  if (listed !== undefined) return listed;
  if (!/^[A-Z]{2}$/.test(code)) return 0n;
  return 1n << (BigInt(CODES.length) + numberOfLetter(code.charAt(0)) * LETTERS + numberOfLetter(code.charAt(1)));
}

/** Countries as bits. What is not a code of two capital letters is no country and left out. */
export function countriesOf(codes: Iterable<CountryCode>): bigint {
  let set = 0n;
  for (const code of codes) set |= bitOf(code);
  return set;
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
  return bitOf(code) | countriesOf(SOLD_WITH.get(code) ?? []);
}
