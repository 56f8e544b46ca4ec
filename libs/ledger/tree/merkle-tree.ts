import { EMPTY_ROOT, nodeHash } from './hashes';

/**
 * The hash of a full subtree: of `2 ** level` leaves, the `index`-th of its size, counted from 0. A tree of any size is made of
 * such subtrees, which never change once they are full.
 */
export type FullSubtree = (level: number, index: number) => Buffer;

/** The level of the largest full subtree that is smaller than a range of so many leaves. */
function levelBelow(leaves: number): number {
  let level = 0;
  while (2 ** (level + 1) < leaves) level += 1;
  return level;
}

/** True where a range of leaves, which begins at a multiple of the power of two above its size, is one full subtree. */
const isFull = (leaves: number): boolean => Number.isInteger(Math.log2(leaves));

/** The hash over the leaves from `from` (inclusive) to `to` (exclusive). */
function hashOf(subtree: FullSubtree, from: number, to: number): Buffer {
  const leaves = to - from;
  if (isFull(leaves)) return subtree(Math.log2(leaves), from / leaves);
  const middle = from + 2 ** levelBelow(leaves);
  return nodeHash(hashOf(subtree, from, middle), hashOf(subtree, middle, to));
}

/** The root of the tree over the first `size` leaves. @see RFC 9162, 2.1.1 */
export const rootOf = (subtree: FullSubtree, size: number): Buffer =>
  size === 0 ? EMPTY_ROOT : hashOf(subtree, 0, size);

/**
 * The hashes by which whoever has a leaf can compute the root over the first `size` leaves: that of the nearest neighbour
 * first.
 * @throws RangeError when the tree has no such leaf.
 * @see RFC 9162, 2.1.3.1
 */
export function inclusionProof(subtree: FullSubtree, index: number, size: number): readonly Buffer[] {
  if (!(index >= 0 && index < size)) {
    throw new RangeError(`A tree of ${String(size)} leaves has no leaf ${String(index)}: the first one is 0.`);
  }
  const path = (from: number, to: number): readonly Buffer[] => {
    if (to - from === 1) return [];
    const middle = from + 2 ** levelBelow(to - from);
    return index < middle
      ? [...path(from, middle), hashOf(subtree, middle, to)]
      : [...path(middle, to), hashOf(subtree, from, middle)];
  };
  return path(0, size);
}

/**
 * The hashes by which whoever has the root over the first `older` leaves can see that the tree over the first `newer` ones
 * begins with them.
 * @throws RangeError unless 0 < older ≤ newer.
 * @see RFC 9162, 2.1.4.1
 */
export function consistencyProof(subtree: FullSubtree, older: number, newer: number): readonly Buffer[] {
  if (!(older > 0 && older <= newer)) {
    throw new RangeError(`A tree of ${String(newer)} leaves cannot be shown to begin with ${String(older)}.`);
  }
  const path = (from: number, to: number, isWhole: boolean): readonly Buffer[] => {
    if (older === to) return isWhole ? [] : [hashOf(subtree, from, to)];
    const middle = from + 2 ** levelBelow(to - from);
    return older <= middle
      ? [...path(from, middle, isWhole), hashOf(subtree, middle, to)]
      : [...path(middle, to, false), hashOf(subtree, from, middle)];
  };
  return path(0, newer, true);
}
