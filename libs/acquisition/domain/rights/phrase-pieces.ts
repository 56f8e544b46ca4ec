/** How a piece of a phrase is joined to those before it: as one more, or as something taken out, by a word or a dash. */
export type Joint = 'list' | 'excluding' | 'dash';

export interface Piece {
  readonly joint: Joint;
  /** Place of its first character in the phrase. */
  readonly start: number;
  /** Place behind its last character. */
  readonly end: number;
}

/** Words that take out what follows; "ex-Yugoslavia" is a name. */
const EXCLUDING =
  '(?:(?:excluding|excl|except(?:ing)?(?: for)?|ex|minus|less|without|outside(?: of)?|other than|but(?: not)?|' +
  String.raw`with the exception of)(?=[\s:])|excl\.|ex[.-])[\s:]*(?!yu)`;

const EXCLUDING_WORD = new RegExp(String.raw`[\s,;]+${EXCLUDING}`, 'iy');
const DASH = /\s+[-–—−]\s*/y;
const SEPARATOR = /\s*[,;+&/|\n]\s*(?:and\s+)?|\s+and\s+/iy;
const LOOSE_EXCLUSION =
  /^\s*(?:[-–—−]|(?:no|not|non|excl\w*|except\w*|without|minus|less|but|save|bar|barring|outside|other than)\b)/i;
const EXCLUDING_IN_BRACKETS = new RegExp(String.raw`^(.*\S)\s*\(${EXCLUDING}(.+)\)$`, 'i');

function endOfMatch(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function jointAt(text: string, at: number, isFirst: boolean): { joint: Joint; end: number } | undefined {
  const patterns: readonly (readonly [Joint, RegExp])[] = [
    ['excluding', EXCLUDING_WORD],
    ['dash', DASH],
    ['list', SEPARATOR],
  ];
  for (const [joint, pattern] of patterns) {
    // "- Italy" alone excludes Italy from nothing: it is no joint, and no name either.
    const end = isFirst && joint !== 'list' ? undefined : endOfMatch(pattern, text, at);
    if (end !== undefined) return { joint, end };
  }
  return undefined;
}

/**
 * Splits a phrase at commas, semicolons, `&`, `+`, `/`, "and", dashes and excluding words, outside of brackets.
 * An exclusion of nothing ("Worldwide - ") gives an empty piece.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let [start, depth, joint]: [number, number, Joint] = [0, 0, 'list'];
  const close = (end: number): boolean => {
    const words = text.slice(start, end);
    if (words.trim() === '') return false;
    pieces.push({ joint, start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length });
    return true;
  };
  for (let at = 0; at < text.length;) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    const found = depth > 0 ? undefined : jointAt(text, at, pieces.length === 0 && text.slice(start, at).trim() === '');
    if (found === undefined) {
      at += 1;
      continue;
    }
    // A joint behind an empty piece, as in "except, Italy", does not undo the exclusion before it.
    if (close(at) || joint === 'list') joint = found.joint;
    at = found.end;
    start = at;
  }
  if (!close(text.length) && joint !== 'list') pieces.push({ joint, start: text.length, end: text.length });
  return pieces;
}

/** Whether words by themselves take something out of what is said elsewhere: "not Italy", "- Italy", "excluding Italy". */
export function isLooseExclusion(words: string): boolean {
  return LOOSE_EXCLUSION.test(words);
}

/** `Worldwide (excluding Italy, Spain)` as what is before the brackets and what is excluded in them. */
export function exclusionInBrackets(words: string): { base: string; excluded: string } | undefined {
  if (!words.endsWith(')')) return undefined;
  const [, base, excluded] = EXCLUDING_IN_BRACKETS.exec(words) ?? [];
  return base === undefined || excluded === undefined ? undefined : { base, excluded };
}
