import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEventStoreError, type EventStoreErrorCode } from '../errors';
import { openSqliteEventStore, type SqliteEventStore, type SqliteEventStoreOptions } from './store';

/** A folder for one test with the stores opened in it; all of it is gone afterwards. For use within Jest. */
export interface LogFolder {
  /** Path of the log. */
  readonly file: string;
  /** Opens the log; closed after the test unless it was closed before. */
  open(options?: Partial<SqliteEventStoreOptions>): SqliteEventStore;
}

export function useLogFolder(): LogFolder {
  let folder = '';
  let opened: SqliteEventStore[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-store-'));
    opened = [];
  });

  afterEach(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
  });

  const fileOf = (): string => join(folder, 'log.db');
  return {
    get file() {
      return fileOf();
    },
    open: (options = {}) => {
      const store = openSqliteEventStore({ file: fileOf(), ...options });
      opened.push(store);
      return store;
    },
  };
}

/** The code of the error that `work` ends with, `none` when it does not, the error itself when it is no EventStoreError. */
export async function codeOf(work: () => unknown): Promise<EventStoreErrorCode | 'none' | { unexpected: unknown }> {
  try {
    await work();
    return 'none';
  } catch (error) {
    return isEventStoreError(error) ? error.code : { unexpected: error };
  }
}
