import { EMPTY_ROOT, nodeHash } from './hashes';

/** A full subtree that has just become complete. */
export type OnFull = (level: number, hash: Buffer) => void;

/**
 * A tree that grows leaf by leaf and keeps nothing but the full subtrees at its right edge, one for each bit of its size: memory
 * does not grow with it.
 */
export interface GrowingTree {
  readonly size: number;
  /**
   * @param hash That of a leaf, or of a full subtree.
   * @param level That of the subtree: the size must be a multiple of its leaves. Default: 0, a leaf.
   */
  append(hash: Buffer, level?: number): void;
  root(): Buffer;
}

/**
 * @param edge The full subtrees of a tree of this size, by level; those that it does not have are not looked at.
 * @param onFull Told of every subtree that becomes full, leaves and those appended included, from there upwards.
 */
export function growTree(
  { size: begun, edge: given }: { readonly size: number; readonly edge: (level: number) => Buffer } = {
    size: 0,
    edge: () => EMPTY_ROOT,
  },
  onFull: OnFull = () => undefined,
): GrowingTree {
  let size = begun;
  /** By level; undefined where the size has no such bit. */
  const edge: (Buffer | undefined)[] = [];
  for (let level = 0; 2 ** level <= size; level += 1) {
    edge[level] = Math.floor(size / 2 ** level) % 2 === 1 ? given(level) : undefined;
  }
  return {
    get size() {
      return size;
    },
    append(hash, from = 0) {
      let full = hash;
      let level = from;
      onFull(level, full);
      for (let left = edge[level]; left !== undefined; left = edge[level]) {
        full = nodeHash(left, full);
        edge[level] = undefined;
        level += 1;
        onFull(level, full);
      }
      edge[level] = full;
      size += 2 ** from;
    },
    root() {
      let root: Buffer | undefined;
      for (const full of edge) {
        if (full !== undefined) root = root === undefined ? full : nodeHash(full, root);
      }
      return root ?? EMPTY_ROOT;
    },
  };
}
