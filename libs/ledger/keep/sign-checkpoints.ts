import type { EventStore } from '#event-store';
import type { Process } from '#subscriptions';
import { LedgerError } from '../errors';
import { beginLedger, recordCheckpoint, type LedgerRecord, type ReadLedger } from '../record';
import { readingTree, rootOf } from '../tree';
import { mayPass } from './keep-tree';
import type { KeyFile } from './key-file';

/** A clock that also wakes. */
export interface LedgerClock {
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Resolves once the clock has come to the instant; or when `signal` is aborted. */
  readonly until: (instant: string, signal: AbortSignal) => Promise<void>;
}

/** How many leaves the tree has, told to those who wait for more. */
export interface Growth {
  readonly size: () => number;
  /** Resolves when there are so many, or when `signal` is aborted. */
  readonly reaches: (size: number, signal: AbortSignal) => Promise<void>;
  readonly grown: (size: number) => void;
}

export function growth(): Growth {
  let size = 0;
  const waiting = new Set<{ readonly for: number; readonly wake: () => void }>();
  return {
    size: () => size,
    grown: (now) => {
      size = now;
      for (const each of waiting) if (size >= each.for) each.wake();
    },
    reaches: (wanted, signal) =>
      new Promise((resolve) => {
        const each = {
          for: wanted,
          wake: () => {
            waiting.delete(each);
            signal.removeEventListener('abort', each.wake);
            resolve();
          },
        };
        if (size >= wanted || signal.aborted) {
          resolve();
          return;
        }
        waiting.add(each);
        signal.addEventListener('abort', each.wake);
      }),
  };
}

export interface SignCheckpointsOptions {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly read: ReadLedger;
  readonly folder: string;
  readonly keys: KeyFile;
  readonly clock: LedgerClock;
  readonly tree: Growth;
  /** A checkpoint after so many events. */
  readonly everyEvents: number;
  /** A checkpoint so many milliseconds after the first event that none covers. */
  readonly everyMs: number;
}

/** Waits for the first of several, and lets go of the others. */
async function soonest(
  signal: AbortSignal,
  begin: (either: AbortSignal) => readonly Promise<unknown>[],
): Promise<void> {
  const either = new AbortController();
  const end = (): void => either.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    await Promise.race(begin(either.signal));
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

const hasEnded = (signal: AbortSignal): boolean => signal.aborted;

const sizeOf = ({ checkpoint }: LedgerRecord): number => checkpoint?.size ?? 0;

/** Signs the tree as it is now. @returns False when somebody else has just done so. @throws LedgerError `key-missing` */
export async function signNow(
  { store, folder, keys }: Pick<SignCheckpointsOptions, 'store' | 'folder' | 'keys'>,
  record: LedgerRecord,
): Promise<boolean> {
  const signer = keys.signer(record);
  if (signer === undefined) {
    throw new LedgerError(
      'key-missing',
      `No checkpoint is signed: ${keys.file} does not hold the key of this log. Put it there; where it is lost, rotate the key.`,
    );
  }
  const head = readingTree(folder, ({ size, subtree }) => ({ size, root: rootOf(subtree, size) }));
  return recordCheckpoint(store, record, head, signer);
}

/**
 * Signs a checkpoint whenever enough was recorded, or long enough ago. The checkpoint is itself an event, and nothing that
 * asks for another one.
 */
export function signCheckpoints(options: SignCheckpointsOptions): Process {
  const { store, read, keys, clock, tree, everyEvents, everyMs } = options;
  return {
    name: 'signing of checkpoints',
    mayPass,
    run: async (signal, wentWell) => {
      let record = await beginLedger(store, keys, read);
      while (!signal.aborted) {
        if (keys.signer(record) !== undefined) wentWell();
        // The checkpoint itself is one more leaf.
        await tree.reaches(sizeOf(record) + 2, signal);
        await soonest(signal, (either) => [
          clock.until(new Date(Date.parse(clock.now()) + everyMs).toISOString(), either),
          tree.reaches(sizeOf(record) + 1 + everyEvents, either),
        ]);
        record = await beginLedger(store, keys, read);
        if (!hasEnded(signal) && tree.size() > sizeOf(record) + 1) await signNow(options, record);
        record = await beginLedger(store, keys, read);
      }
    },
  };
}
