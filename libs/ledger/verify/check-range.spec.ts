import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '#event-store';
import { START, newId, type Position } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { NO_NOTES, checkRange, openTree, type SoundRange, type TreeReading } from '..';
import { ledgerBeside } from '../testing';

const EVENTS = 4;

let folder: string;
let kept: TreeReading;
const opened: EventStore[] = [];
const open = (readOnly: boolean): EventStore => {
  const store = openSqliteEventStore({ file: join(folder, 'log.db'), readOnly });
  opened.push(store);
  return store;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'range-'));
  const store = open(false);
  for (let index = 0; index < EVENTS; index += 1) {
    const data = { price: { minor: index, currency: 'USD' }, buyer: 'A24' };
    await store.append('film-1', index === 0 ? 'no-stream' : 'exists', [
      { id: newId(), type: 'OfferMade', data, metadata: { user: 'mia', role: 'sales agent' } },
    ]);
  }
  const ledger = ledgerBeside(store, folder);
  await ledger.follow();
  await store.close();
  kept = openTree(ledger.tree);
});
afterEach(async () => {
  kept.close();
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

function store(text: string): void {
  const database = new DatabaseSync(join(folder, 'log.db'));
  database.prepare('UPDATE events SET data = ? WHERE position = 3').run(text);
  database.close();
}

function check(
  log: Pick<EventStore, 'readAll' | 'readAllText'> = open(true),
): Promise<SoundRange<undefined> | undefined> {
  const upTo = kept.positionOf(EVENTS - 1) as Position;
  return checkRange(log, kept, { first: 0, level: 2, after: START, upTo }, NO_NOTES);
}

it('vouches for what is as it was recorded, whether the store has texts or not', async () => {
  const sound = await check();
  expect(Buffer.from(sound?.hash ?? '')).toEqual(kept.subtree(2, 0));
  const log = open(true);
  expect(await check({ readAll: (options) => log.readAll(options) })).toEqual(sound);
});

it('vouches for events whose text was stored in another form', async () => {
  const sound = await check();
  store('{ "price": {"minor": 2.0, "currency": "\\u0055SD"}, "buyer": "A24"}');
  expect(sound).toBeDefined();
  expect(await check()).toEqual(sound);
});

it.each([
  '{"buyer":"A24","price":{"currency":"USD","minor":3}}',
  '{"buyer":"A24","price":{"currency":"USD","minor":2}',
  '{"buyer":"A24","price":{"currency":"USD","minor":1e999}}',
])('does not vouch for %s in the place of another', async (text) => {
  store(text);
  expect(await check().catch(() => undefined)).toBeUndefined();
});
