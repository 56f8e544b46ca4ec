import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { START, newId, type EventStore } from '#event-store';
import {
  growTree,
  keyFile,
  leafOf,
  ledgerCodec,
  makePrivateKey,
  openTree,
  readLedgerRecord,
  rotateKey,
  signCheckpoint,
  signerOf,
  verifyLog,
  writeVerifier,
  type LedgerRecord,
  type Signer,
} from '..';
import { ledgerBeside, readersOf, said, useMadeLog } from '../testing';

const made = useMadeLog();

it('takes no checkpoint for unfit that its stream does not have', async () => {
  const store = made.open();
  const log: EventStore = {
    ...store,
    async *readStream(stream, options) {
      for await (const event of store.readStream(stream, options)) {
        if (stream !== 'ledger-checkpoints' || event.revision !== 1n) yield event;
      }
    },
  };
  expect(said(await verifyLog({ log }))).toEqual([
    expect.stringMatching(/^removed: Event 32 of the log \(CheckpointSigned .* is not in its stream, read by itself/),
  ]);
});

it('takes no log for that of a key because it names the key', async () => {
  const strangers = made.open({ file: join(made.folder, 'strangers.db') });
  const origin = `ovation/${newId()}`;
  const ours = signerOf(origin, makePrivateKey());
  const begun = ledgerCodec.encode('LedgerBegun', { origin, key: writeVerifier(ours) }, {});
  await strangers.append('ledger-checkpoints', 'no-stream', [{ id: newId(), ...begun }]);
  const theirs = ledgerBeside(strangers, join(made.folder, 'strangers'));
  await rotateKey(strangers, theirs.keys, true);
  await theirs.sign();
  expect((await verifyLog({ log: strangers })).isIntact).toBe(true);
  expect(said(await verifyLog({ log: strangers, key: ours }))).toEqual([
    expect.stringContaining('is not signed with the key given'),
  ]);
});

it.each(['2.3', '-1', '1e300'])('finds a checkpoint that says it is of %s events', async (size) => {
  made.tamper(`UPDATE events SET data = json_set(data, '$.size', ${size}) WHERE position = (
    SELECT min(position) FROM events WHERE type = 'CheckpointSigned')`);
  const kept = openTree(made.tree);
  // As if the log went on and on: no hash is lacking.
  const hashOf = (level: number, index: number): Buffer =>
    index < Math.floor(kept.size / 2 ** level) ? kept.subtree(level, index) : Buffer.alloc(32);
  const endless = { ...kept, subtree: hashOf };
  const log = made.open({ readOnly: true });
  const { findings } = await verifyLog({ log, kept: endless, readers: readersOf(log, endless, 2) });
  expect(findings.map(({ code }) => code)).toContain('altered');
  kept.close();
});

/**
 * As whoever has the file and the key can do it: one event is another, and everything after it is made to fit, tree, checkpoints
 * and all.
 */
async function rewrite(): Promise<void> {
  const keys = keyFile(join(made.folder, 'ledger.key'));
  const from = made.open({ readOnly: true });
  const to = made.open({ file: join(made.folder, 'rewritten.db') });
  const tree = growTree();
  const record = (await readLedgerRecord(from)) as LedgerRecord;
  let fits = { size: 0, root: tree.root() };
  for await (const event of from.readAll()) {
    let { data } = event;
    if (event.position === START || tree.size === 9) data = { ...data, buyer: 'Somebody else' };
    if (event.type === 'CheckpointSigned') {
      const { size } = event.data as { readonly size: number };
      fits = size === tree.size ? { size, root: tree.root() } : fits;
      const signer = keys.signer(record) as Signer;
      data = {
        size,
        root: fits.root.toString('hex'),
        note: signCheckpoint({ origin: record.origin, ...fits }, signer),
      };
    }
    const { id, type, metadata, recordedAt, stream, revision } = event;
    const expected = revision === 0n ? 'no-stream' : revision - 1n;
    await to.append(stream, expected, [{ id, type, data, metadata, recordedAt }]);
    for await (const written of to.readAll({ direction: 'backwards', limit: 1 })) tree.append(leafOf(written));
  }
  await Promise.all([from.close(), to.close()]);
  renameSync(join(made.folder, 'rewritten.db'), made.file);
  rmSync(made.tree, { recursive: true });
  const store = made.open();
  await ledgerBeside(store, made.folder).follow();
  await store.close();
}

it('cannot tell a rewritten log from within, and does by a checkpoint that somebody kept', async () => {
  await rewrite();
  expect(said(await made.verify())).toEqual([]);
  const [first, last] = [
    { name: 'first.txt', note: made.notes.first },
    { name: 'last.txt', note: made.notes.last },
  ];
  expect(said(await made.verify({ against: [first] }))).toEqual([
    'checkpoint: The log is not the one of first.txt: one of its events 1 to 31 was altered, removed, moved or added since.',
  ]);
  expect((await made.verify({ against: [first, last] })).findings).toHaveLength(2);
});

it('tells a checkpoint of another log, and one that a key of somebody else has signed', async () => {
  const { origin } = (await made.verify()) as { readonly origin: string };
  const root = Buffer.alloc(32, 1);
  const other = signCheckpoint({ origin: 'ovation/two', size: 3, root }, signerOf('ovation/two', makePrivateKey()));
  const forged = signCheckpoint({ origin, size: 3, root }, signerOf(origin, makePrivateKey()));
  const against = [
    { name: 'two.txt', note: other },
    { name: 'forged.txt', note: forged },
  ];
  expect(said(await made.verify({ against }))).toEqual([
    `checkpoint: two.txt: The checkpoint is of another log, ovation/two; this one is ${origin}.`,
    `checkpoint: forged.txt: No key of ${origin} has signed this checkpoint: it was made or changed by somebody else.`,
  ]);
});

it('goes with a key that was rotated, and says when nothing confirms it', async () => {
  const store = made.open();
  const ledger = ledgerBeside(store, made.folder);
  await rotateKey(store, ledger.keys, false);
  const rotated = await ledger.sign();
  const against = [made.notes.first, rotated].map((note, index) => ({ name: `${String(index)}.txt`, note }));
  const verified = await made.verify({ against });
  expect(verified).toMatchObject({ isIntact: true, checkpoints: 3 });
  rmSync(ledger.keys.file);
  await expect(rotateKey(store, ledger.keys, false)).rejects.toThrow('does not hold the key that this log signs with');
  await expect(ledger.sign()).rejects.toThrow('does not hold the key of this log');
  await rotateKey(store, ledger.keys, true);
  await ledger.sign();
  const lost = await made.verify({ against });
  expect(lost).toMatchObject({ isIntact: true, checkpoints: 4 });
  expect(lost.remarks[0]).toMatch(/^The key [0-9a-f]{8} came when the one before was lost/);
});

it('notices on the way when a checkpoint in the log is not true of it', async () => {
  made.tamper(`UPDATE events SET data = replace(data, 'Buyer 9', 'Buyer 8') WHERE position = 10`);
  rmSync(made.tree, { recursive: true });
  const store = made.open();
  await expect(ledgerBeside(store, made.folder).follow()).rejects.toThrow(
    'The log is not what it was when its checkpoint of 31 events',
  );
});
