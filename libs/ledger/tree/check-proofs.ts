import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashes';

const areHashes = (...hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES);

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/**
 * True when a leaf is the `index`-th, counted from 0, of the `size` leaves under a root. Never throws, whatever it is given.
 * @param leaf Its hash.
 * @see RFC 9162, 2.1.3.2
 */
export function provesInclusion(
  { leaf, index, size, root }: { leaf: Uint8Array; index: number; size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (!areHashes(leaf, root, ...proof)) return false;
  let [place, last] = [index, size - 1];
  let found = leaf;
  for (const hash of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      found = nodeHash(hash, found);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      found = nodeHash(found, hash);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && Buffer.compare(found, root) === 0;
}

/** A tree, as somebody has kept it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * True when the newer tree begins with the older one, leaf by leaf. Never throws, whatever it is given. Every tree begins with
 * the empty one.
 * @see RFC 9162, 2.1.4.2
 */
export function provesConsistency(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  const sizes = [older.size, newer.size];
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0) || older.size > newer.size) return false;
  if (!areHashes(older.root, newer.root, ...proof)) return false;
  if (older.size === 0) return proof.length === 0 && Buffer.compare(older.root, EMPTY_ROOT) === 0;
  if (older.size === newer.size) return proof.length === 0 && Buffer.compare(older.root, newer.root) === 0;
  // A full older tree is its own first hash, which the proof leaves out.
  const hashes = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : [...proof];
  const [first, ...rest] = hashes;
  if (first === undefined) return false;
  let [place, last] = [older.size - 1, newer.size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [old, fresh] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      [old, fresh] = [nodeHash(hash, old), nodeHash(hash, fresh)];
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      fresh = nodeHash(fresh, hash);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && Buffer.compare(old, older.root) === 0 && Buffer.compare(fresh, newer.root) === 0;
}
