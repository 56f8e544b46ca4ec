import type { Algebra } from './algebra';
import { type Piece, exclusionInBrackets, isLooseExclusion, piecesOf } from './phrase-pieces';

/** Names, and the sets they stand for. */
export interface Vocabulary<T> {
  readonly sets: Algebra<T>;
  readonly lookUp: (name: string) => T | undefined;
}

/** What a phrase means: a set, and the words that mean nothing we know. */
export interface Reading<T> {
  readonly set: T;
  readonly unresolved: readonly {
    readonly words: string;
    /** The names in the words that are not known; none when it is the phrase that does not hold together. */
    readonly unknown: readonly string[];
  }[];
}

/** A phrase of more characters than this is prose, and not read: naming every country one by one takes less. */
export const LONGEST_PHRASE = 10_000;
/** More pieces than this are never one name. */
const LONGEST_NAME = 4;

interface Term<T> {
  readonly joint: Piece['joint'];
  readonly words: string;
  readonly set: T | undefined;
}

/** The terms of a phrase, the longest name first: "Trinidad and Tobago" is one, "Spain and Portugal" may be two. */
function termsOf<T>(text: string, vocabulary: Vocabulary<T>): Term<T>[] {
  const pieces = piecesOf(text);
  const terms: Term<T>[] = [];
  for (let at = 0; at < pieces.length;) {
    const first = pieces[at];
    if (first === undefined) break;
    let length = 1;
    while (length < LONGEST_NAME && pieces[at + length]?.joint === 'list') length += 1;
    let set: T | undefined;
    for (; length > 0; length -= 1) {
      const words = text.slice(first.start, pieces[at + length - 1]?.end);
      set = vocabulary.lookUp(words) ?? (length === 1 ? bracketed(words, vocabulary) : undefined);
      if (set !== undefined || length === 1) break;
    }
    terms.push({ joint: first.joint, words: text.slice(first.start, pieces[at + length - 1]?.end), set });
    at += length;
  }
  return terms;
}

function bracketed<T>(words: string, vocabulary: Vocabulary<T>): T | undefined {
  const found = exclusionInBrackets(words);
  if (found === undefined) return undefined;
  const base = vocabulary.lookUp(found.base);
  const excluded = readPhrase(found.excluded, vocabulary);
  if (base === undefined || excluded.unresolved.length > 0) return undefined;
  return vocabulary.sets.combine('subtract', base, excluded.set);
}

/**
 * Takes out what the phrase takes out; `undefined` when it cannot be told what is in and what is out.
 * A name in the list behind an exclusion is excluded too where it lies within what was named before ("Worldwide - Italy,
 * Spain"), and is one more where it lies outside and the exclusion was a dash ("Benelux - Belgium, France").
 */
function withExclusions<T>(terms: readonly Term<T>[], { combine, isEmpty, empty }: Algebra<T>): T | undefined {
  let named = empty;
  let set = empty;
  let exclusion: 'none' | 'excluding' | 'dash' = 'none';
  for (const term of terms) {
    if (term.set === undefined) return undefined;
    if (term.joint !== 'list' && exclusion !== 'excluding') exclusion = term.joint;
    const isOutside = isEmpty(combine('overlap', named, term.set));
    const isWithin = isEmpty(combine('subtract', term.set, named));
    if (exclusion === 'none' || (exclusion === 'dash' && term.joint === 'list' && isOutside)) {
      named = combine('union', named, term.set);
      set = combine('union', set, term.set);
    } else if (term.joint !== 'list' || isWithin || (exclusion === 'excluding' && !isOutside)) {
      set = combine('subtract', set, term.set);
    } else {
      return undefined;
    }
  }
  return set;
}

/**
 * Reads a phrase such as `Benelux, France and Italy` or `Worldwide excluding Spain, Portugal`. A list keeps what it
 * understands and names the rest. A phrase that excludes something is understood whole or not at all: leaving out an
 * exclusion would widen it.
 */
export function readPhrase<T>(text: string, vocabulary: Vocabulary<T>): Reading<T> {
  const { sets } = vocabulary;
  if (text.length > LONGEST_PHRASE) return { set: sets.empty, unresolved: [{ words: text.trim(), unknown: [] }] };
  const terms = termsOf(text, vocabulary);
  const unknown = terms.filter(({ set }) => set === undefined).map(({ words }) => words);
  if (terms.some(({ joint }) => joint !== 'list') || unknown.some(isLooseExclusion)) {
    const set = withExclusions(terms, sets);
    return set === undefined
      ? { set: sets.empty, unresolved: [{ words: text.trim(), unknown }] }
      : { set, unresolved: [] };
  }
  return {
    set: terms.reduce((all, { set }) => (set === undefined ? all : sets.combine('union', all, set)), sets.empty),
    unresolved: unknown.map((words) => ({ words, unknown: [words] })),
  };
}

/**
 * Reads several phrases, each on its own; what one excludes, another may name. When one of them takes something out of
 * the others ("Worldwide", "not Italy"), none is understood.
 */
export function readPhrases<T>(texts: readonly string[], vocabulary: Vocabulary<T>): Reading<T> {
  if (texts.length > 1 && texts.some(isLooseExclusion)) {
    return {
      set: vocabulary.sets.empty,
      unresolved: [{ words: texts.join(', '), unknown: texts.filter(isLooseExclusion) }],
    };
  }
  const readings = texts.map((text) => readPhrase(text, vocabulary));
  return {
    set: readings.reduce((all, { set }) => vocabulary.sets.combine('union', all, set), vocabulary.sets.empty),
    unresolved: readings.flatMap(({ unresolved }) => unresolved),
  };
}
