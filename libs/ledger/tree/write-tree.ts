import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../errors';
import { growTree } from './growing-tree';
import { HASH_BYTES } from './hashes';
import { rootOf } from './merkle-tree';
import { levelFile, positionsFile, readingTree, widthOfPositions } from './tree-folder';

/** A leaf, and the position of its event. */
export interface PlacedLeaf {
  readonly hash: Buffer;
  readonly position: string;
}

/** A tree on disk that is added to, by one thread of one process. */
export interface TreeWriting {
  readonly size: number;
  root(): Buffer;
  /** Adds leaves; whoever reads the tree sees all of them or none. They survive this process, and after `sync` a power cut. */
  append(leaves: readonly PlacedLeaf[]): void;
  sync(): void;
  close(): void;
}

/** How far the tree is known to be on disk, whatever happens. */
interface SyncedTo {
  readonly format: 1;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

const syncedFile = (folder: string): string => join(folder, 'synced.json');

function readSynced(folder: string): SyncedTo {
  const file = syncedFile(folder);
  if (!existsSync(file)) return { format: 1, size: 0, root: '' };
  const { format, size, root } = parse(readFileSync(file, 'utf8'));
  if (format !== 1) {
    throw new LedgerError(
      'damaged',
      `${file} is damaged, or of another version of Ovation: update, or delete its folder.`,
    );
  }
  if (!Number.isSafeInteger(size) || typeof root !== 'string') {
    throw new LedgerError('damaged', `${file} is damaged: delete its folder.`);
  }
  return { format, size: size as number, root };
}

/** Nothing where it cannot be read: somebody else may have written it. */
function parse(text: string): Partial<Record<keyof SyncedTo, unknown>> {
  try {
    return Object(JSON.parse(text)) as Partial<Record<keyof SyncedTo, unknown>>;
  } catch {
    return {};
  }
}

/** @throws LedgerError `damaged` when the files do not hold what was synced. */
function checkSynced(folder: string, { size, root }: SyncedTo): void {
  if (size === 0) return;
  const found = readingTree(folder, (tree) => (tree.size < size ? '' : rootOf(tree.subtree, size).toString('hex')));
  if (found !== root) {
    throw new LedgerError(
      'damaged',
      `The files in ${folder} do not hold the ${String(size)} leaves that were written there.`,
    );
  }
}

/**
 * Opens a tree to add to it. What was written after the last `sync` is cut off: it may not have reached the disk whole.
 * @throws LedgerError `damaged` when the files are not as they were written: the tree is to be made anew from the log.
 */
export function writeTree(folder: string): TreeWriting {
  mkdirSync(folder, { recursive: true });
  const synced = readSynced(folder);
  checkSynced(folder, synced);
  const files = new Map<string, number>();
  const touched = new Set<number>();

  const open = (file: string, bytes: number): number => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const descriptor = openSync(file, existsSync(file) ? 'r+' : 'w+');
    if (fstatSync(descriptor).size > bytes) ftruncateSync(descriptor, bytes);
    files.set(file, descriptor);
    return descriptor;
  };
  const openLevel = (level: number): number =>
    open(levelFile(folder, level), Math.floor(synced.size / 2 ** level) * HASH_BYTES);
  const openPositions = (width: number): number => open(positionsFile(folder, width), synced.size * width);

  // The leaves first: readers go by them.
  for (let level = 0; existsSync(levelFile(folder, level)); level += 1) openLevel(level);
  const known = widthOfPositions(folder);
  if (known !== undefined) {
    if (synced.size === 0) rmSync(positionsFile(folder, known));
    else openPositions(known);
  }

  /** Full subtrees that are not written yet, by level. */
  let fresh: Buffer[][] = [];
  const tree = growTree(
    {
      size: synced.size,
      edge: (level) => readingTree(folder, ({ subtree }) => subtree(level, Math.floor(synced.size / 2 ** level) - 1)),
    },
    (level, hash) => void (fresh[level] ??= []).push(hash),
  );

  const write = (descriptor: number, bytes: Buffer, at: number): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
    touched.add(descriptor);
  };

  return {
    get size() {
      return tree.size;
    },
    root: () => tree.root(),
    append(leaves) {
      const [first] = leaves;
      if (first === undefined) return;
      const before = tree.size;
      fresh = [];
      for (const { hash } of leaves) tree.append(hash);
      const width = first.position.length;
      const positions = Buffer.from(leaves.map(({ position }) => position).join(''), 'latin1');
      write(openPositions(width), positions, before * width);
      // The leaves last: readers go by them.
      for (let level = fresh.length - 1; level >= 0; level -= 1) {
        const at = Math.floor(before / 2 ** level) * HASH_BYTES;
        write(openLevel(level), Buffer.concat(fresh[level] ?? []), at);
      }
    },
    sync() {
      for (const descriptor of touched) fsyncSync(descriptor);
      touched.clear();
      const now: SyncedTo = { format: 1, size: tree.size, root: tree.root().toString('hex') };
      const partial = `${syncedFile(folder)}.partial`;
      writeFileSync(partial, JSON.stringify(now), { flush: true });
      renameSync(partial, syncedFile(folder));
    },
    close() {
      for (const descriptor of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}
