import type { Algebra, Operation } from './algebra';
import type { LanguageCode } from './block';
import { languageName } from './language-list';

/** Some languages, or every language except some. `codes` is in alphabetical order. */
export interface LanguageSet {
  readonly all: boolean;
  /** Those in the set, or, with `all`, those left out of it. */
  readonly codes: readonly LanguageCode[];
}

export const ALL_LANGUAGES: LanguageSet = { all: true, codes: [] };
const NO_LANGUAGE: LanguageSet = { all: false, codes: [] };

function both(a: readonly LanguageCode[], b: readonly LanguageCode[]): LanguageCode[] {
  return a.filter((code) => b.includes(code));
}

function either(a: readonly LanguageCode[], b: readonly LanguageCode[]): LanguageCode[] {
  return [...new Set([...a, ...b])].sort();
}

function without(a: readonly LanguageCode[], b: readonly LanguageCode[]): LanguageCode[] {
  return a.filter((code) => !b.includes(code));
}

function overlap(a: LanguageSet, b: LanguageSet): LanguageSet {
  if (a.all && a.codes.length === 0) return b;
  if (b.all && b.codes.length === 0) return a;
  if (a.all)
    return b.all ? { all: true, codes: either(a.codes, b.codes) } : { all: false, codes: without(b.codes, a.codes) };
  return { all: false, codes: b.all ? without(a.codes, b.codes) : both(a.codes, b.codes) };
}

function complement(set: LanguageSet): LanguageSet {
  return { all: !set.all, codes: set.codes };
}

function combine(operation: Operation, a: LanguageSet, b: LanguageSet): LanguageSet {
  if (operation === 'overlap') return overlap(a, b);
  if (operation === 'subtract') return overlap(a, complement(b));
  return complement(overlap(complement(a), complement(b)));
}

export const LANGUAGES: Algebra<LanguageSet> = {
  empty: NO_LANGUAGE,
  isEmpty: ({ all, codes }) => !all && codes.length === 0,
  combine,
  key: ({ all, codes }) => `${all ? '*' : ''}${codes.join(',')}`,
};

/** In order of the key: a fixed order for disjoint sets. */
export function byLanguages(a: LanguageSet, b: LanguageSet): number {
  return LANGUAGES.key(a) < LANGUAGES.key(b) ? -1 : 1;
}

/** Exactly these languages, all of them for `null`, in which case those of `except` are left out. */
export function languagesOf(
  languages: readonly LanguageCode[] | null,
  except: readonly LanguageCode[] = [],
): LanguageSet {
  return languages === null
    ? { all: true, codes: [...new Set(except)].sort() }
    : { all: false, codes: [...new Set(languages)].sort() };
}

/** Languages for people: `French`, `French and German`, `every language but French`; empty for all languages. */
export function describeLanguages({ all, codes }: LanguageSet): string {
  const names = codes.map(languageName).sort();
  const [last = ''] = names.slice(-1);
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  if (!all) return list;
  return list === '' ? '' : `every language but ${list}`;
}
