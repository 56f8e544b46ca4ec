import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { beginLedger, growth, keepTree, keyFile, readLedgerRecord, signNow, type KeyFile } from '..';

/** A ledger beside a log, kept by a test, step by step. */
export interface LedgerBeside {
  /** Where the tree lies. */
  readonly tree: string;
  readonly keys: KeyFile;
  /** Follows the log to its end. @throws what `keepTree` throws. */
  follow(): Promise<void>;
  /** Follows the log, records a checkpoint of it, and follows that. @returns its note */
  sign(): Promise<string>;
}

const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export function ledgerBeside(store: EventStore, folder: string): LedgerBeside {
  const tree = join(folder, 'tree');
  const keys = keyFile(join(folder, 'ledger.key'));
  const follow = async (): Promise<void> => {
    const end = new AbortController();
    const { grown } = growth();
    const process = keepTree({ store, folder: tree, log: QUIET, onGrown: grown });
    await process.run(end.signal, () => end.abort());
  };
  return {
    tree,
    keys,
    follow,
    sign: async () => {
      const record = await beginLedger(store, keys);
      await follow();
      await signNow({ store, folder: tree, keys }, record);
      await follow();
      return (await readLedgerRecord(store))?.checkpoint?.note ?? '';
    },
  };
}
