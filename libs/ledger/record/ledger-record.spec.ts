import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { ledgerReader, readLedgerRecord } from '..';
import { ledgerBeside } from '../testing';

let folder: string;
let store: EventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-record-'));
  store = openSqliteEventStore({ file: join(folder, 'log.db') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('reads on from what it has read before', async () => {
  let events = 0;
  const read = ledgerReader({
    readStream: async function* (stream, options) {
      for await (const event of store.readStream(stream, options)) {
        events += 1;
        yield event;
      }
    },
  });
  expect(await read()).toBeUndefined();
  const ledger = ledgerBeside(store, folder);
  for (const event of [1, 2, 3]) {
    await store.append(`film-${String(event)}`, 'no-stream', [{ id: newId(), type: 'Noted', data: {}, metadata: {} }]);
    const note = await ledger.sign();
    expect((await read())?.checkpoint?.note).toBe(note);
    expect(await read()).toEqual(await readLedgerRecord(store));
    // That the ledger has begun, and one checkpoint after the other.
    expect(events).toBe(1 + event);
  }
});
