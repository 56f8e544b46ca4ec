import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract';
import { openSqliteEventStore } from './index';

eventStoreContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  const file = join(folder, 'log.db');
  let store = openSqliteEventStore({ file });
  return Promise.resolve({
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteEventStore({ file });
      return store;
    },
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  });
});
