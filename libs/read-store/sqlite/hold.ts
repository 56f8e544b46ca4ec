import { DatabaseSync } from 'node:sqlite';
import { ReadStoreError } from '../errors';
import type { Hold } from '../read-store';
import { classifyError, isBusy } from './classify-error';

/**
 * Holds the lock file beside `file` with a lock of the operating system, which falls with the process. The file stays:
 * to remove it would let two holders have one each.
 * @throws ReadStoreError `locked`.
 */
export const holdLockFile = (file: string): Hold => {
  const lockFile = `${file}.lock`;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile);
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) throw classifyError(error, lockFile);
    throw new ReadStoreError(
      'locked',
      `Another process keeps the views in ${file} up to date. Stop it first, or give this one a read store of its own.`,
      { cause: error },
    );
  }
  const held = lock;
  return {
    release: () => {
      if (held.isOpen) held.close();
      return Promise.resolve();
    },
  };
};

/** The same for a store in memory, which no other process can reach. */
export const holdInMemory = (): (() => Hold) => {
  let held = false;
  return () => {
    if (held) throw new ReadStoreError('locked', 'The views of this store in memory are kept up to date already.');
    held = true;
    return {
      release: () => {
        held = false;
        return Promise.resolve();
      },
    };
  };
};
