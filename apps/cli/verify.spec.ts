import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Verdict } from '#ledger';
import { ledgerBeside } from '#ledger/testing';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { openCommandLine } from './testing/command-line';

/** So many that threads share the reading. */
const EVENTS = 12_000;
const TOGETHER = 500;

let line: CommandLine;
beforeEach(async () => {
  line = await openCommandLine();
});
afterEach(() => line.end());

it('reads a long log in several threads, and names the one event that was altered', async () => {
  const [file, ledger] = [join(line.folder, 'long.db'), join(line.folder, 'ledger')];
  const store = openSqliteEventStore({ file });
  for (let first = 0; first < EVENTS; first += TOGETHER) {
    const events = Array.from({ length: TOGETHER }, (_, index) => ({
      id: newId(),
      type: 'Counted',
      data: { number: first + index + 1 },
      metadata: {},
    }));
    await store.append(`counted-${String(first)}`, 'no-stream', events);
  }
  const beside = ledgerBeside(store, ledger);
  await beside.sign();
  await store.close();

  const verify = ['verify', '--log', file, '--ledger', beside.tree, '--no-views', '--json'];
  const { out } = await line.runAlone(...verify);
  expect(JSON.parse(out) as Verdict).toMatchObject({ isIntact: true, events: EVENTS + 2, checkpoints: 1 });

  const database = new DatabaseSync(file);
  database.exec(`UPDATE events SET data = '{"number":9}' WHERE position = 9753`);
  database.close();
  const found = await line.runAlone(...verify);
  expect(found.exitCode).toBe(EXIT.failed);
  expect((JSON.parse(found.out) as Verdict).findings).toMatchObject([
    { code: 'altered', event: { number: 9753 } },
    { code: 'checkpoint' },
  ]);
});
