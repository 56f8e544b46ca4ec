import { existsSync, mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { ledgerBeside } from '#ledger/testing';
import { verifyEvents } from './verify-stores';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('verifies from where it had come to, and everything where it cannot be read how far that was', async () => {
  const file = join(folder, 'log.db');
  const store = openSqliteEventStore({ file });
  const ledger = ledgerBeside(store, folder);
  const note = { id: newId(), type: 'NoteTaken', data: { text: 'Two buyers left.' }, metadata: {} };
  await store.append('note-1', 'no-stream', [note]);
  await ledger.sign();
  await store.close();
  const done: number[] = [];
  const verified = (isOwn = true) =>
    verifyEvents({ eventStoreUrl: `sqlite:${file}`, treeFolder: ledger.tree, isQuick: true, isOwn }, (progress) =>
      done.push(progress.done),
    );
  const kept = join(ledger.tree, 'verified.json');
  // Of a copy nothing is kept: what it says of the log would be believed of another one.
  expect(await verified(false)).toMatchObject({ isIntact: true, events: 3 });
  expect(existsSync(kept)).toBe(false);
  expect(await verified()).toMatchObject({ isIntact: true, events: 3, covered: 2 });
  const whole = readFileSync(kept, 'utf8');
  for (const text of [
    '',
    'null',
    '{}',
    '{"size":1.5,"root":""}',
    '{"size":-1,"root":""}',
    whole.replace('size', 'sizf'),
  ]) {
    writeFileSync(kept, text);
    expect(await verified()).toMatchObject({ isIntact: true, events: 3, checkpoints: 1 });
    expect(readFileSync(kept, 'utf8')).toBe(whole);
  }
  expect(await verified()).toMatchObject({ isIntact: true, events: 3 });
  writeFileSync(kept, whole.replace('"size":2', '"size":3'));
  expect((await verified()).findings).toEqual([expect.objectContaining({ code: 'ledger' })]);
});
