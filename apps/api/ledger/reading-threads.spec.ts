import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { START, newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { examineRange } from '#ledger';

/** As it is delivered: from source there is no thread to start. */
const BUILT = join(__dirname, '../../../dist/apps/api/ledger/reading-threads.js');
const ASKING = `
  const { readingThreads } = require(process.argv[1]);
  const { stop, examine } = readingThreads(process.argv[2]);
  const asked = JSON.parse(process.argv[3]).map((range) => examine(range));
  Promise.all(asked)
    .then((all) => console.log(JSON.stringify(all.map((one) => one && Buffer.from(one.leaves).toString('hex')))))
    .finally(stop);
`;

it('reads ranges of a log in threads, as they are read here, and answers nothing for what cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reading-threads-'));
  const file = join(folder, 'log.db');
  const store = openSqliteEventStore({ file });
  try {
    const noted = { type: 'NoteTaken', data: { text: 'Ovation.' }, metadata: {} };
    const events = Array.from({ length: 8 }, () => ({ id: newId(), ...noted }));
    await store.append('notes-1', 'no-stream', events);
    const at = (position: number) => String(position).padStart(20, '0') as typeof START;
    const ranges = [
      { after: START, upTo: at(5), count: 5 },
      { after: at(5), upTo: at(8), count: 3 },
    ];
    const here = await Promise.all(ranges.map((range) => examineRange(store, range, () => undefined)));
    const unreadable = { after: 'x', upTo: 'y', count: 1 };
    const asked = JSON.stringify([...ranges, unreadable]);
    const ask = promisify(execFile);
    const { stdout } = await ask(process.execPath, ['-e', ASKING, BUILT, `sqlite:${file}`, asked]);
    expect(JSON.parse(stdout)).toEqual([...here.map(({ leaves }) => Buffer.from(leaves).toString('hex')), null]);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});
