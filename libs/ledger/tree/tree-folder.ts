import { closeSync, existsSync, fstatSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../errors';
import { HASH_BYTES } from './hashes';
import type { FullSubtree } from './merkle-tree';

/**
 * A tree on disk: a file for each level, `level-00` for the leaves, with the hashes of its full subtrees one after the other.
 * So each is found by its number, nothing that was written is ever written again, and a proof reads one hash for each level.
 * Beside them lies the position of the event of each leaf, in digits of one width, which the name of that file tells.
 */
export const levelFile = (folder: string, level: number): string =>
  join(folder, `level-${String(level).padStart(2, '0')}`);
const POSITIONS = /^positions-(\d+)$/;
export const positionsFile = (folder: string, width: number): string => join(folder, `positions-${String(width)}`);

/** How many digits the positions have; undefined before the first one. */
export function widthOfPositions(folder: string): number | undefined {
  const name = existsSync(folder) ? readdirSync(folder).find((each) => POSITIONS.test(each)) : undefined;
  return name === undefined ? undefined : Number(POSITIONS.exec(name)?.[1]);
}

/** A tree that is being read. Somebody else may be adding to it. */
export interface TreeReading {
  /** Leaves that were there when it was opened. */
  readonly size: number;
  /** @throws LedgerError `damaged` when the files have it no more. */
  readonly subtree: FullSubtree;
  /** The number of the leaf of the event at a position, counted from 0; undefined when it has none yet. */
  indexOf(position: string): number | undefined;
  /** The position of the event of a leaf. */
  positionOf(index: number): string;
  close(): void;
}

/** Hashes that are read at once: whoever goes through a level asks for one after the other. */
const PAGE = 128;

/** The hashes of a level, page by page; of a page that was not full yet it is read again what has come since. */
function levelReader(file: number): (index: number) => Buffer | undefined {
  const page = Buffer.alloc(PAGE * HASH_BYTES);
  let [first, count] = [0, 0];
  return (index) => {
    if (index < first || index >= first + count) {
      first = index - (index % PAGE);
      count = Math.floor(readSync(file, page, 0, page.length, first * HASH_BYTES) / HASH_BYTES);
      if (index >= first + count) return undefined;
    }
    const at = (index - first) * HASH_BYTES;
    return Buffer.from(page.subarray(at, at + HASH_BYTES));
  };
}

function readAt(file: number, bytes: number, at: number, what: string): Buffer {
  const found = Buffer.alloc(bytes);
  return readSync(file, found, 0, bytes, at) === bytes ? found : lacking(what);
}

function lacking(what: string): never {
  throw new LedgerError(
    'damaged',
    `The files of the ledger have no ${what}: stop the server, and delete their folder.`,
  );
}

/** @throws LedgerError `damaged` where it is not there. */
function openFile(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new LedgerError('damaged', `The ledger has no file ${file}: stop the server, and delete its folder.`);
  }
}

/** Opens a tree to read it as it is now. A folder that is not there holds an empty one. */
export function openTree(folder: string): TreeReading {
  const opened = new Map<string, number>();
  const levels: ReturnType<typeof levelReader>[] = [];
  const open = (file: string): number => {
    const known = opened.get(file);
    if (known !== undefined) return known;
    const descriptor = openFile(file);
    opened.set(file, descriptor);
    return descriptor;
  };
  const leaves = levelFile(folder, 0);
  const size = existsSync(leaves) ? Math.floor(fstatSync(open(leaves)).size / HASH_BYTES) : 0;
  const width = widthOfPositions(folder) ?? 0;

  const positionOf = (index: number): string =>
    readAt(open(positionsFile(folder, width)), width, index * width, `position ${String(index)}`).toString('latin1');

  return {
    size,
    subtree: (level, index) => {
      levels[level] ??= levelReader(open(levelFile(folder, level)));
      return levels[level](index) ?? lacking(`hash ${String(index)} of level ${String(level)}`);
    },
    positionOf,
    indexOf: (position) => {
      let [low, high] = [0, size];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (positionOf(middle) < position) low = middle + 1;
        else high = middle;
      }
      return low < size && positionOf(low) === position ? low : undefined;
    },
    close: () => {
      for (const descriptor of opened.values()) closeSync(descriptor);
      opened.clear();
      levels.length = 0;
    },
  };
}

/** Opens a tree for one piece of work, and lets go of it. */
export function readingTree<T>(folder: string, work: (tree: TreeReading) => T): T {
  const tree = openTree(folder);
  try {
    return work(tree);
  } finally {
    tree.close();
  }
}
