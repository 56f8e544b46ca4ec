import type { Unresolved } from './territories';

/** What is wrong with a field of a request, in a sentence that says what to do. */
export interface GrantProblem {
  /** Such as `territories` or `holdbacks.0.media`. */
  readonly field: string;
  readonly message: string;
  /** Names that may have been meant. */
  readonly nearest?: readonly string[];
}

/** A sentence for each of the words that resolved to nothing. */
export function unresolvedProblems(field: string, kind: string, unresolved: readonly Unresolved[]): GrantProblem[] {
  return unresolved.map(({ words, nearest }) => {
    const names = nearest.map((name) => `"${name}"`).join(' or ');
    const message = `"${words}" is not a ${kind} we know.${names === '' ? '' : ` Did you mean ${names}?`}`;
    return { field, message, nearest };
  });
}
