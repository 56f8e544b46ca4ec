import type { RecordedEvent } from '#event-store';
import { canonical } from '#event-store';
import { LedgerError } from '../errors';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  provesConsistency,
  provesInclusion,
  readingTree,
  rootOf,
  type TreeReading,
} from '../tree';

/** That an event is in a log, for whoever has a checkpoint of it. Hashes are hex. */
export interface InclusionProof {
  /** What was recorded, in canonical form (RFC 8785). With a zero byte before it, SHA-256 makes the leaf of it. */
  readonly leaf: string;
  readonly leafHash: string;
  /** Of the leaf, counted from 0. */
  readonly index: number;
  /** Of the tree that it is proven to be in, in leaves. */
  readonly size: number;
  readonly root: string;
  /** That of the nearest neighbour first (RFC 9162, 2.1.3). */
  readonly hashes: readonly string[];
}

/** That a log only grew. Hashes are hex. */
export interface ConsistencyProof {
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
  /** As RFC 9162, 2.1.4, orders them. */
  readonly hashes: readonly string[];
}

const hex = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString('hex'));
const bytes = (hashes: readonly string[]): readonly Buffer[] => hashes.map((hash) => Buffer.from(hash, 'hex'));

function sizeWithin({ size }: TreeReading, wanted: number | undefined): number {
  if (wanted === undefined || wanted <= size) return wanted ?? size;
  const message = `The ledger has ${String(size)} events, not ${String(wanted)}: ask for a size that it has.`;
  throw new LedgerError('not-found', message);
}

/**
 * Proves that an event is in the log, by the tree as it is on disk.
 * @param wanted Size of the tree; default: as it is now.
 * @throws LedgerError `not-found` when the tree of this size does not have it, `altered` when it is not what the tree was made of.
 */
export function proveInclusion(folder: string, event: RecordedEvent, wanted?: number): InclusionProof {
  return readingTree(folder, (tree) => {
    const size = sizeWithin(tree, wanted);
    const index = tree.indexOf(event.position);
    if (index === undefined || index >= size) {
      const message = `Event ${event.id} is not among the first ${String(size)} events of the ledger: ask for a larger size, or later.`;
      throw new LedgerError('not-found', message);
    }
    const leaf = canonical(event);
    const hash = leafHash(leaf);
    if (!hash.equals(tree.subtree(0, index))) {
      const message = `Event ${event.id} is not what was recorded: the ledger has another hash of it. Run \`ovation verify\`.`;
      throw new LedgerError('altered', message);
    }
    const root = rootOf(tree.subtree, size).toString('hex');
    const hashes = hex(inclusionProof(tree.subtree, index, size));
    return { leaf, leafHash: hash.toString('hex'), index, size, root, hashes };
  });
}

/**
 * Proves that the log of some size begins with the log of a smaller one.
 * @param to Default: as it is now.
 * @throws LedgerError `not-found` when it has no such sizes, `invalid` when they are the wrong way round.
 */
export function proveConsistency(folder: string, from: number, to?: number): ConsistencyProof {
  return readingTree(folder, (tree) => {
    const [older, newer] = [sizeWithin(tree, from), sizeWithin(tree, to)];
    if (older > newer)
      throw new LedgerError('invalid', `A log of ${String(newer)} events cannot begin with ${String(older)}.`);
    const head = (size: number) => ({ size, root: rootOf(tree.subtree, size).toString('hex') });
    const hashes = older === 0 ? [] : hex(consistencyProof(tree.subtree, older, newer));
    return { from: head(older), to: head(newer), hashes };
  });
}

/** True when a proof shows its leaf to be in the tree of its root. */
export const isIncluded = ({ leaf, index, size, root, hashes }: InclusionProof): boolean =>
  provesInclusion({ leaf: leafHash(leaf), index, size, root: Buffer.from(root, 'hex') }, bytes(hashes));

/** True when a proof shows its newer tree to begin with its older one. */
export const isConsistent = ({ from, to, hashes }: ConsistencyProof): boolean => {
  const head = ({ size, root }: ConsistencyProof['from']) => ({ size, root: Buffer.from(root, 'hex') });
  return provesConsistency(head(from), head(to), bytes(hashes));
};
