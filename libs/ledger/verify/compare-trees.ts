import { isLedgerError } from '../errors';
import type { KeptLeaves } from './compare-leaves';
import type { Finding } from './verdict';

/** What the comparison of a tree with the one that was kept has come to. */
export interface TreeComparison {
  /** The first leaf that is not the one that was kept, as far as nothing that was kept above it says otherwise. */
  readonly partedAt: number | undefined;
  /** Nothing has differed so far, neither in the log nor in the tree. */
  readonly isAsKept: boolean;
  /** To be told of every subtree of the log that becomes full, leaves included, from the leaf upwards. */
  full(level: number, index: number, hash: Buffer): void;
}

const rangeOf = (first: number, leaves: number): string =>
  leaves === 1 ? `event ${String(first + 1)}` : `events ${String(first + 1)} to ${String(first + leaves)}`;

const damaged = (first: number, leaves: number): Finding => ({
  code: 'ledger',
  message:
    `The tree of the ledger is damaged, not the log: its hash of ${rangeOf(first, leaves)} is another than its hashes around ` +
    'it say. Stop the server and delete the folder of the tree: it is made anew from the log.',
});

/** The hash of a subtree that was kept; undefined where its file does not have it. */
function nodeOf({ subtree }: KeptLeaves, level: number, index: number): Buffer | undefined {
  try {
    return subtree(level, index);
  } catch (error) {
    if (isLedgerError(error)) return undefined;
    throw error;
  }
}

/**
 * Compares the tree that a log makes with the one that was kept, hash by hash. Where a leaf differs and a hash over it does not,
 * the leaf was damaged and not the event; where a hash differs and what lies under it does not, that hash was damaged.
 */
export function compareTrees(kept: KeptLeaves, find: (finding: Finding) => void): TreeComparison {
  let parted: number | undefined;
  let isAsKept = true;
  return {
    get isAsKept() {
      return isAsKept;
    },
    get partedAt() {
      return parted;
    },
    full: (level, index, hash) => {
      const leaves = 2 ** level;
      const first = index * leaves;
      if (first + leaves > kept.size) return;
      const isSame = nodeOf(kept, level, index)?.equals(hash) === true;
      isAsKept &&= isSame;
      if (level === 0) {
        if (!isSame) parted ??= index;
      } else if (isSame && parted !== undefined && parted >= first) {
        find(damaged(parted, 1));
        parted = undefined;
      } else if (!isSame && parted === undefined) {
        find(damaged(first, leaves));
      }
    },
  };
}
