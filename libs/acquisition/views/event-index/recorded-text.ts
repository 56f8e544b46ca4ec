import { searchKey } from '../search';

/** Fields whose texts nobody looks for: codes that words of the same entry say, and which of a few kinds something is. */
const NOT_SAID = new Set(['blocks', 'kind', 'precision', 'rates', 'territoryList']);

/** Every text within a value, in order. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === 'object' && value !== null)
    for (const [field, one] of Object.entries(value)) if (!NOT_SAID.has(field)) yield* textsIn(one);
}

/**
 * What can be found of an entry: its sentence, and every text of what it says and on whose word that its sentence leaves out,
 * in the form that searches look for.
 */
export function recordedText(sentence: string, ...said: readonly unknown[]): string {
  let found = searchKey(sentence);
  for (const text of textsIn(said)) {
    const key = searchKey(text);
    if (!found.includes(key)) found += `\n${key}`;
  }
  return found;
}
