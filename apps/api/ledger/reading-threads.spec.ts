import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { START, newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { noteEvents } from '#acquisition/audit';
import { checkRange, compareStreams, openTree } from '#ledger';
import { ledgerBeside } from '#ledger/testing';

/** As it is delivered: from source there is no thread to start. */
const BUILT = join(__dirname, '../../../dist/apps/api/ledger/reading-threads.js');
const ASKING = `
  const { readingThreads } = require(process.argv[1]);
  const { stop, check, compareStreams } = readingThreads(JSON.parse(process.argv[2]));
  const asked = JSON.parse(process.argv[3]).map((range) => check(range));
  const streams = compareStreams(new Map([['notes-1', 9n]]));
  Promise.all([Promise.all(asked), streams])
    .then(([all, findings]) => {
      const hashes = all.map((one) => one && Buffer.from(one.hash).toString('hex'));
      console.log(JSON.stringify({ hashes, findings }));
    })
    .finally(stop);
`;

it('reads ranges of a log in threads, as they are read here, and answers nothing for what is wrong or cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reading-threads-'));
  const file = join(folder, 'log.db');
  const store = openSqliteEventStore({ file });
  try {
    const noted = { type: 'NoteTaken', data: { text: 'Ovation.' }, metadata: {} };
    const events = Array.from({ length: 8 }, () => ({ id: newId(), ...noted }));
    await store.append('notes-1', 'no-stream', events);
    const beside = ledgerBeside(store, folder);
    await beside.follow();
    const at = (position: number) => String(position).padStart(20, '0') as typeof START;
    const ranges = [
      { first: 0, level: 2, after: START, upTo: at(4) },
      { first: 4, level: 2, after: at(4), upTo: at(8) },
    ];
    const kept = openTree(beside.tree);
    const here = await Promise.all(ranges.map((range) => checkRange(store, kept, range, noteEvents())));
    kept.close();
    const [others, unreadable] = [
      { ...ranges[0], after: at(1) },
      { ...ranges[0], after: 'x' },
    ];
    const asked = JSON.stringify([...ranges, others, unreadable]);
    const log = JSON.stringify({ eventStoreUrl: `sqlite:${file}`, treeFolder: beside.tree });
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', ASKING, BUILT, log, asked]);
    const hashes = here.map((range) => range && Buffer.from(range.hash).toString('hex'));
    expect(hashes.filter((hash) => hash !== undefined)).toHaveLength(2);
    const findings = await compareStreams(store, new Map([['notes-1', 9n]]));
    expect(findings).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({ hashes: [...hashes, null, null], findings });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});
