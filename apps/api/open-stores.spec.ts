import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '#configuration';
import { START } from '#event-store';
import type { Stores } from './open-stores';
import { openStores } from './open-stores';
import { calendarOf } from './clock';

const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

let folder: string;
const open: Stores[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-stores-'));
});
afterEach(async () => {
  for (const stores of open.splice(0)) await stores.close();
  rmSync(folder, { recursive: true });
});

const opened = async (mode: 'writer' | 'reader'): Promise<Stores> => {
  const stores = await openStores(readConfiguration({ OVATION_DATA_DIR: folder }), { mode, log });
  open.push(stores);
  return stores;
};

it('lets one process write and others read meanwhile', async () => {
  const writer = await opened('writer');
  await writer.store.append('film-1', 'no-stream', [
    { id: '01912a00-0000-7000-8000-000000000001', type: 'Anything', data: {}, metadata: {} },
  ]);
  const reader = await opened('reader');
  expect(reader.views).toBeUndefined();
  expect(await reader.store.head()).toBe(await writer.store.head());
  expect(await reader.readStore.db.selectFrom('slate').selectAll().execute()).toEqual([]);
  await expect(reader.store.append('film-2', 'no-stream', [])).rejects.toMatchObject({ code: 'read-only' });
  await expect(opened('writer')).rejects.toMatchObject({ code: 'locked' });
});

it('lets go of everything when it cannot open all of it', async () => {
  const broken = readConfiguration({ OVATION_DATA_DIR: folder, READ_STORE_URL: `sqlite:${folder}` });
  await expect(openStores(broken, { mode: 'writer', log })).rejects.toThrow();
  const stores = await opened('writer');
  expect(await stores.store.head()).toBe(START);
});

it('says that there is nothing to read before the first start', async () => {
  await expect(opened('reader')).rejects.toThrow(/start the server once/);
});

it('closes once, however often it is asked', async () => {
  const stores = await opened('writer');
  await Promise.all([stores.close(), stores.close()]);
  await opened('writer');
});

it.each([
  ['UTC', '2024-09-08T03:30:00.000Z', '2024-09-08'],
  ['America/Toronto', '2024-09-08T03:30:00.000Z', '2024-09-07'],
  ['Pacific/Kiritimati', '2024-09-08T10:00:00.000Z', '2024-09-09'],
])('knows the calendar of %s', (zone, instant, day) => {
  expect(calendarOf(zone)(instant)).toBe(day);
});
