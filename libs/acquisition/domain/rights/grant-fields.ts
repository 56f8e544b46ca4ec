import { type Day, compareDays, parseDay } from '../time';
import type { LanguageCode, Medium, RightsRequest, Window } from './block';
import { isLanguage } from './language-list';
import { resolveMedia } from './media';
import { type GrantContext, type TerritoryPart, type Unresolved, resolveTerritories } from './territories';

/** What is wrong with a field of a request, in a sentence that says what to do. */
export interface GrantProblem {
  /** Such as `territories` or `holdbacks[0].media`. */
  readonly field: string;
  readonly message: string;
  /** Names that may have been meant; only for words that resolved to nothing. */
  readonly nearest?: readonly string[];
}

/** A field of a request as it was read. */
export interface Field<T> {
  readonly value: T;
  /** The words of it that mean nothing we know. */
  readonly unresolved: readonly string[];
  readonly problems: readonly GrantProblem[];
}

function asList(words: string | readonly string[]): readonly string[] {
  return (typeof words === 'string' ? [words] : words).filter((phrase) => phrase.trim() !== '');
}

/** The words of a field in one line. */
export function inWords(words: string | readonly string[]): string {
  return asList(words)
    .map((phrase) => phrase.trim())
    .join(', ');
}

function notKnown(field: string, kind: string, unresolved: readonly Unresolved[]): GrantProblem[] {
  return unresolved.map(({ words, nearest }) => {
    const names = nearest.map((name) => `"${name}"`).join(' or ');
    const message = `We know no ${kind} called "${words}".${names === '' ? '' : ` Did you mean ${names}?`}`;
    return { field, message, nearest };
  });
}

function nothingSaid<T>(value: T, field: string, message: string): Field<T> {
  return { value, unresolved: [], problems: [{ field, message }] };
}

export function readTerritories(
  words: string | readonly string[],
  context: GrantContext,
  field: string,
): Field<readonly TerritoryPart[]> {
  const said = asList(words);
  if (said.length === 0) {
    return nothingSaid([], field, 'Say which territories, such as "North America" or "Worldwide - Italy".');
  }
  const { parts, unresolved } = resolveTerritories(said, context);
  if (parts.length === 0 && unresolved.length === 0) {
    return nothingSaid([], field, `No territory is left in "${inWords(said)}"; name at least one.`);
  }
  return {
    value: parts,
    unresolved: unresolved.map((one) => one.words),
    problems: notKnown(field, 'territory', unresolved).map((problem, index) => {
      const { media } = resolveMedia(unresolved[index]?.words ?? '');
      const [medium] = media;
      return medium === undefined ? problem : { ...problem, message: `"${medium}" is a medium, not a territory.` };
    }),
  };
}

export function readMedia(words: string | readonly string[], field: string): Field<readonly Medium[]> {
  const said = asList(words);
  if (said.length === 0) return nothingSaid([], field, 'Say which media, such as "all rights" or "SVOD".');
  const { media, unresolved } = resolveMedia(said);
  if (media.length === 0 && unresolved.length === 0) {
    return nothingSaid([], field, `No medium is left in "${inWords(said)}"; name at least one.`);
  }
  return {
    value: media,
    unresolved: unresolved.map((one) => one.words),
    problems: notKnown(field, 'medium', unresolved),
  };
}

/** `undefined` when there is no such window: it grants nothing. */
export function readWindow({ from, to }: Pick<RightsRequest, 'from' | 'to'>): Field<Window | undefined> {
  const impossible = (field: string, day: Day | undefined): GrantProblem[] =>
    day === undefined || parseDay(day) !== undefined
      ? []
      : [{ field, message: `"${day}" is not a day of the calendar; write it like 2026-01-31.` }];
  const problems = [...impossible('from', from), ...impossible('to', to)];
  if (problems.length === 0 && from !== undefined && to !== undefined && compareDays(to, from) <= 0) {
    problems.push({
      field: 'to',
      message: `The day after the last one, ${to}, must be later than the first, ${from}.`,
    });
  }
  if (problems.length === 0) return { value: { from: from ?? null, to: to ?? null }, unresolved: [], problems };
  const words = [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`to ${to}`])].join(' ');
  return { value: undefined, unresolved: [words], problems };
}

/** `null` is every language; with languages that are not known, those that are. */
export function readLanguages(codes: readonly LanguageCode[] | undefined): Field<readonly LanguageCode[] | null> {
  if (codes === undefined) return { value: null, unresolved: [], problems: [] };
  const field = 'languages';
  if (codes.length === 0)
    return nothingSaid([], field, 'Name at least one language, or leave languages out for all of them.');
  const unknown = codes.filter((code) => !isLanguage(code));
  return {
    value: codes.filter(isLanguage),
    unresolved: unknown.map((code) => `in the language ${code}`),
    problems: unknown.map((code) => ({
      field,
      message: `"${code}" is not a language; give its ISO 639-1 code in small letters, such as fr.`,
    })),
  };
}
