import { nameKey } from './name-key';

/** How many names are proposed at most. */
export const NEAREST_NAMES = 3;
/** A name further away than this share of its letters is no misspelling. */
const FURTHEST_SHARE = 0.3;
/** A shorter word says nothing about the name it stands in. */
const SHORTEST_PART = 4;

/** Letters to add, take away, replace or swap with their neighbour to make one word of the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      line.push(cost);
    }
    beforeLast = last;
    last = line;
  }
  return last[b.length] ?? 0;
}

function distance(asked: string, name: string): number {
  const [longer, shorter] = asked.length > name.length ? [asked, name] : [name, asked];
  if (shorter.length >= SHORTEST_PART && ` ${longer} `.includes(` ${shorter} `))
    return 1 - shorter.length / longer.length;
  const furthest = Math.max(1, longer.length * FURTHEST_SHARE);
  if (longer.length - shorter.length > furthest) return Number.POSITIVE_INFINITY;
  const edits = editDistance(asked, name);
  return edits <= furthest ? edits : Number.POSITIVE_INFINITY;
}

/** Names by the key they are compared with. */
export type Proposals = ReadonlyMap<string, string>;

export function proposals(names: readonly string[]): Proposals {
  return new Map(names.map((name) => [nameKey(name), name]));
}

/** The names, at most `NEAREST_NAMES`, that somebody who wrote `words` may have meant; the nearest first, often none. */
export function nearestNames(words: string, names: Proposals): string[] {
  const asked = nameKey(words.replace(/\([^)]*\)/g, ''));
  if (asked === '') return [];
  return [...names]
    .map(([key, name]) => ({ name, away: distance(asked, key) }))
    .filter(({ away }) => Number.isFinite(away))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
    .slice(0, NEAREST_NAMES)
    .map(({ name }) => name);
}
