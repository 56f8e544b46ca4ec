import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { EventStore } from '#event-store';
import { EventStoreError, START, newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import {
  growTree,
  keyFile,
  leafOf,
  ledgerCodec,
  makePrivateKey,
  openTree,
  readCheckpoint,
  readLedgerRecord,
  rootOf,
  rotateKey,
  signCheckpoint,
  signerOf,
  verifyLog,
  writeVerifier,
  type KeptCheckpoint,
  type LedgerRecord,
  type Signer,
  type Verdict,
} from '..';
import { ledgerBeside, readersOf } from '../testing';

const EVENTS = 60;
const STREAMS = 4;

let folder: string;
let made: string;
/** Of the whole log, and of its first events. */
let notes: { readonly first: string; readonly last: string };

const opened: EventStore[] = [];
const open = (file: string, readOnly = false): EventStore => {
  const store = openSqliteEventStore({ file, readOnly });
  opened.push(store);
  return store;
};

const anEvent = (index: number) => ({
  id: newId(),
  type: 'OfferMade',
  data: { buyer: `Buyer ${String(index)}`, amount: { minor: 1_000 + index, currency: 'USD' } },
  metadata: { user: 'agent' },
});

async function append(store: EventStore, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    const stream = `film-${String(index % STREAMS)}`;
    await store.append(stream, index < STREAMS ? 'no-stream' : 'exists', [anEvent(index)]);
  }
}

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'ledger-made-'));
  const store = open(join(made, 'log.db'));
  const ledger = ledgerBeside(store, made);
  await append(store, 0, EVENTS / 2);
  const first = await ledger.sign();
  await append(store, EVENTS / 2, EVENTS);
  const last = await ledger.sign();
  notes = { first, last };
  await store.close();
});
afterAll(() => rmSync(made, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  cpSync(made, folder, { recursive: true });
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

const file = (): string => join(folder, 'log.db');

/** As somebody does it who has the file and knows its format. */
function tamper(...statements: readonly string[]): void {
  const database = new DatabaseSync(file());
  try {
    for (const statement of statements) database.exec(statement);
  } finally {
    database.close();
  }
}

async function verify(
  options: { readonly withTree?: boolean; readonly against?: readonly KeptCheckpoint[] } = {},
): Promise<Verdict> {
  const { withTree = true, against = [] } = options;
  const kept = openTree(join(folder, 'tree'));
  try {
    const tree = withTree ? { kept } : {};
    const verdict = await verifyLog({ log: open(file(), true), ...tree, against });
    // Whoever shares the reading finds the same.
    const readers = readersOf(open(file(), true), kept, 2);
    expect(await verifyLog({ log: open(file(), true), ...tree, against, readers })).toEqual(verdict);
    return verdict;
  } finally {
    kept.close();
  }
}

/** Codes and messages, in their order. */
const said = ({ findings }: Verdict): readonly string[] => findings.map(({ code, message }) => `${code}: ${message}`);
const ID = '[0-9a-f-]{36}';

const swap = (a: number, b: number): readonly string[] => [
  `UPDATE events SET position = -1 WHERE position = ${String(a)}`,
  `UPDATE events SET position = ${String(a)} WHERE position = ${String(b)}`,
  `UPDATE events SET position = ${String(b)} WHERE position = -1`,
];
const shift = (from: number, by: number): readonly string[] => [
  `UPDATE events SET position = -(position + ${String(by)}) WHERE position >= ${String(from)}`,
  'UPDATE events SET position = -position WHERE position < 0',
];

it('finds nothing in what was only recorded', async () => {
  expect(
    await verify({
      against: [
        { name: 'first.txt', note: notes.first },
        { name: 'last.txt', note: notes.last },
      ],
    }),
  ).toEqual({
    isIntact: true,
    findings: [],
    remarks: [],
    events: EVENTS + 3,
    root: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    origin: expect.stringMatching(/^ovation\//) as string,
    checkpoints: 2,
    covered: EVENTS + 2,
  });
});

it.each([
  ['what it says', `UPDATE events SET data = replace(data, 'Buyer 9', 'Buyer 8') WHERE position = 10`],
  ['its type', `UPDATE events SET type = 'OfferMode' WHERE position = 10`],
  ['its time', `UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 10`],
  ['its id', `UPDATE events SET id = x'0190a1b2c3d47e5f8a9b0c1d2e3f4a5b' WHERE position = 10`],
  ['who recorded it', `UPDATE events SET metadata = '{"user":"nobody"}' WHERE position = 10`],
])('names an event of which somebody altered %s', async (_, statement) => {
  tamper(statement);
  const verdict = await verify();
  expect(verdict.findings[0]).toMatchObject({
    code: 'altered',
    event: { number: 10, stream: 'film-1', revision: '2' },
  });
  expect(verdict.findings[0]?.message).toMatch(
    new RegExp(
      `^Event 10 of the log \\(\\w+ ${ID}, revision 2 of film-1\\) is not what was recorded.* What follows is as it was\\.$`,
    ),
  );
  // Without the tree, the first checkpoint after it tells between which events it is.
  expect(said(await verify({ withTree: false }))).toContainEqual(
    expect.stringMatching(
      /^checkpoint: The log is not the one of the checkpoint of 31 events that was signed in it on .*one of its events 1 to 31 was/,
    ),
  );
});

it('names an event that was moved to another time, and what that breaks', async () => {
  tamper('UPDATE events SET recorded_at = 0 WHERE position = 10');
  expect(said(await verify())).toEqual([
    expect.stringMatching(/^altered: Event 10 of the log/),
    expect.stringMatching(/^re-dated: Event 10 .* says that it was recorded at 1970-01-01T00:00:00.000Z, earlier than/),
    expect.stringMatching(/^checkpoint: /),
    expect.stringMatching(/^checkpoint: /),
  ]);
});

it('tells that events were removed, and before which one', async () => {
  tamper('DELETE FROM events WHERE position IN (40, 41)', ...shift(42, -2));
  const [first] = (await verify()).findings;
  expect(first).toMatchObject({ code: 'removed', event: { number: 40 } });
  expect(first?.message).toMatch(/^2 events before event 40 of the log .* were removed\.$/);
});

it('names an event that was inserted', async () => {
  tamper(
    ...shift(20, 1),
    `INSERT INTO events SELECT 20, x'0190a1b2c3d47e5f8a9b0c1d2e3f4a5b', stream, 99, type, recorded_at, data, metadata FROM events WHERE position = 19`,
  );
  const [first] = (await verify()).findings;
  expect(first).toMatchObject({ code: 'inserted', event: { number: 20, revision: '99' } });
  expect(first?.message).toMatch(/was inserted: it was never recorded\.$/);
});

it('names an event that was moved', async () => {
  tamper(...swap(20, 25));
  const [first] = (await verify()).findings;
  expect(first).toMatchObject({ code: 'moved', event: { number: 20 } });
  expect(first?.message).toMatch(/it was event 25, and the one that was here is now event 25\.$/);
});

it('tells that the end was cut off, by the tree or by a checkpoint that somebody kept', async () => {
  tamper('DELETE FROM events WHERE position > 50');
  expect(said(await verify())).toEqual([
    'shrunk: The end of the log is gone: the ledger has followed 63 events, the log has 50. 13 events after the last one cannot be read any more.',
  ]);
  expect((await verify({ withTree: false })).isIntact).toBe(true);
  const against = [{ name: 'last.txt', note: notes.last }];
  expect(said(await verify({ withTree: false, against }))).toEqual([
    'shrunk: History shrank: last.txt is of 62 events, and this log has 50.',
  ]);
});

it('tells a damaged hash of the tree from an altered event', async () => {
  const flip = (name: string, at: number): void => {
    const path = join(folder, 'tree', name);
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  const damaged = (what: string) =>
    expect.stringMatching(
      `^ledger: The tree of the ledger is damaged, not the log: its hash of ${what} is another`,
    ) as string;
  flip('level-00', 32 * 9 + 5);
  expect(said(await verify())).toEqual([damaged('event 10')]);
  flip('level-03', 32 * 2);
  expect(said(await verify())).toEqual([damaged('event 10'), damaged('events 17 to 24')]);
  tamper(`UPDATE events SET type = 'OfferMode' WHERE position = 30`);
  expect(said(await verify())).toEqual([
    expect.stringMatching(/^altered: Event 30 /),
    damaged('event 10'),
    damaged('events 17 to 24'),
    expect.stringMatching('^checkpoint: '),
    expect.stringMatching('^checkpoint: '),
  ]);
  rmSync(join(folder, 'tree', 'level-02'));
  expect((await verify()).findings).toContainEqual(expect.objectContaining({ code: 'ledger' }));
});

it('finds what a stream lacks when it is read by itself', async () => {
  const streams: Pick<EventStore, 'head' | 'readAll' | 'readStream'> = open(file(), true);
  const truncated = (from: bigint): typeof streams => ({
    head: () => streams.head(),
    readAll: (options) => streams.readAll(options),
    readStream: (stream, options) => streams.readStream(stream, stream === 'film-1' ? { from, ...options } : options),
  });
  expect(said(await verifyLog({ log: truncated(5n) }))).toEqual([
    'removed: Events of the stream film-1 were removed from it, or its index is damaged: the log has revisions 0 to 14 of it, and read by itself it begins with revision 5.',
  ]);
  expect(said(await verifyLog({ log: truncated(100n) }))).toEqual([expect.stringMatching('it has no events.$')]);
});

it('takes no checkpoint for unfit that its stream does not have', async () => {
  const store = open(file());
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

it('finds a record of the ledger that holds nothing', async () => {
  tamper(`UPDATE events SET data = 'null' WHERE stream = (SELECT id FROM streams WHERE name = 'ledger-checkpoints')`);
  expect((await verify()).findings[0]).toMatchObject({ code: 'altered' });
});

it('verifies everything where the tree does not say at which event it verified before', async () => {
  const size = 40;
  const kept = openTree(join(folder, 'tree'));
  const since = { size, root: rootOf(kept.subtree, size).toString('hex') };
  const positionOf = (index: number): string => (index === size - 1 ? 'x' : kept.positionOf(index));
  const seen: number[] = [];
  const verifying = (tree: typeof kept) =>
    verifyLog({
      log: open(file(), true),
      kept: tree,
      since,
      check: {
        findIn: (_event, { number }) => {
          seen.push(number);
          return [];
        },
        take: () => true,
      },
    });
  expect(await verifying({ ...kept, positionOf })).toMatchObject({ isIntact: true });
  expect(seen).toHaveLength(EVENTS + 3);
  seen.length = 0;
  expect(await verifying(kept)).toMatchObject({ isIntact: true });
  expect(seen).toHaveLength(EVENTS + 3 - size);
  kept.close();
});

it('makes the tree anew where its files do not say where its leaves are, and the log has them all', async () => {
  const made = readFileSync(join(folder, 'tree', 'positions-20'));
  const altered = Buffer.from(made);
  altered.write('9', 20 * 62 - 1, 'latin1');
  writeFileSync(join(folder, 'tree', 'positions-20'), altered);
  const store = open(file());
  await ledgerBeside(store, folder).follow();
  expect(readFileSync(join(folder, 'tree', 'positions-20'))).toEqual(made);
});

it('leaves out what is recorded while it reads, checkpoints too', async () => {
  const store = open(file());
  const ledger = ledgerBeside(store, folder);
  const kept = openTree(ledger.tree);
  let isWritten = false;
  const log: Pick<EventStore, 'head' | 'readAll' | 'readStream'> = {
    head: () => store.head(),
    readStream: (...asked) => store.readStream(...asked),
    readAll: async function* (options) {
      for await (const event of store.readAll(options)) {
        if (!isWritten) {
          isWritten = true;
          await append(store, EVENTS, EVENTS + 5);
          await ledger.sign();
        }
        yield event;
      }
    },
  };
  expect(await verifyLog({ log, kept })).toMatchObject({ isIntact: true, events: EVENTS + 3, checkpoints: 2 });
  kept.close();
});

it('takes no log for that of a key because it names the key', async () => {
  const strangers = openSqliteEventStore({ file: join(folder, 'strangers.db') });
  opened.push(strangers);
  const origin = `ovation/${newId()}`;
  const ours = signerOf(origin, makePrivateKey());
  const begun = ledgerCodec.encode('LedgerBegun', { origin, key: writeVerifier(ours) }, {});
  await strangers.append('ledger-checkpoints', 'no-stream', [{ id: newId(), ...begun }]);
  const theirs = ledgerBeside(strangers, join(folder, 'strangers'));
  await rotateKey(strangers, theirs.keys, true);
  await theirs.sign();
  expect((await verifyLog({ log: strangers })).isIntact).toBe(true);
  expect(said(await verifyLog({ log: strangers, key: ours }))).toEqual([
    expect.stringContaining('is not signed with the key given'),
  ]);
});

it('tells of an event that has no canonical form', async () => {
  tamper(`UPDATE events SET data = '{"amount":1e999}' WHERE position = 10`);
  expect(said(await verify())).toEqual([
    'unreadable: The log cannot be read beyond event 9. The event at position 00000000000000000010 has no canonical form: stop, keep a copy of the log, and restore it from a backup.',
  ]);
});

it('finds that also where it was verified before, and in what came last', async () => {
  tamper(`UPDATE events SET data = '{"amount":1e999}' WHERE position = 20`);
  const kept = openTree(join(folder, 'tree'));
  const since = { size: 20, root: rootOf(kept.subtree, 20).toString('hex') };
  expect(said(await verifyLog({ log: open(file(), true), kept, since }))).toEqual([
    expect.stringMatching(
      /^unreadable: The log cannot be read beyond event 19. The event at position 0*20 has no canonical/,
    ),
  ]);
  kept.close();
});

it('takes what was kept over ranges for nothing but what it is, where a checkpoint ends with one', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const store = open(join(elsewhere, 'log.db'));
  const beside = ledgerBeside(store, elsewhere);
  await append(store, 0, 31);
  const note = await beside.sign();
  await append(store, 31, EVENTS);
  await beside.follow();
  const level = join(beside.tree, 'level-05');
  const hash = readFileSync(level);
  const findingsOf = async (isShared: boolean): Promise<readonly string[]> => {
    const kept = openTree(beside.tree);
    const readers = isShared && { readers: readersOf(store, kept, 2) };
    const verdict = await verifyLog({ log: store, kept, against: [{ name: 'kept.txt', note }], ...readers });
    kept.close();
    return said(verdict);
  };
  expect(readCheckpoint(note).size).toBe(32);
  for (const [at, codes] of [
    [undefined, []],
    [7, ['ledger']],
  ] as const) {
    const altered = Buffer.from(hash);
    if (at !== undefined) altered[at] = (altered[at] ?? 0) ^ 1;
    writeFileSync(level, altered);
    const findings = await findingsOf(true);
    expect(findings.map((finding) => finding.split(':')[0])).toEqual(codes);
    expect(findings).toEqual(await findingsOf(false));
  }
});

it.each(['2.3', '-1', '1e300'])('finds a checkpoint that says it is of %s events', async (size) => {
  tamper(`UPDATE events SET data = json_set(data, '$.size', ${size}) WHERE position = (
    SELECT min(position) FROM events WHERE type = 'CheckpointSigned')`);
  const kept = openTree(join(folder, 'tree'));
  // As if the log went on and on: no hash is lacking.
  const hashOf = (level: number, index: number): Buffer =>
    index < Math.floor(kept.size / 2 ** level) ? kept.subtree(level, index) : Buffer.alloc(32);
  const endless = { ...kept, subtree: hashOf };
  const log = open(file(), true);
  const { findings } = await verifyLog({ log, kept: endless, readers: readersOf(log, endless, 2) });
  expect(findings.map(({ code }) => code)).toContain('altered');
  kept.close();
});

it('reads by itself what those who share the reading do not answer, and asks them for no more than the tree has', async () => {
  const kept = openTree(join(folder, 'tree'));
  const log = open(file(), true);
  const ended = (): Promise<never> => Promise.reject(new Error('It has ended.'));
  const asked: (number | undefined)[] = [];
  const counting: EventStore = {
    ...log,
    readAll: (options) => {
      asked.push(options?.limit);
      return log.readAll(options);
    },
  };
  for (const readers of [
    readersOf(counting, kept, 2),
    { ...readersOf(log, kept, 2), check: ended, compareStreams: ended },
    { ...readersOf(log, kept, 2), compareStreams: ended },
    {
      ...readersOf(log, kept, 2),
      check: () => {
        throw new Error('It does not begin.');
      },
    },
  ]) {
    expect(await verifyLog({ log, kept, readers })).toMatchObject({ isIntact: true, events: EVENTS + 3 });
  }
  expect(asked).toEqual(Array.from({ length: 15 }, () => 4));
  kept.close();
});

it('reads everything where the positions that the tree tells are no positions, or not in order', async () => {
  for (const [number, position] of [
    [20, '00000000000000000009'],
    [30, '00000000000000000051'],
    [30, 'xxxxxxxxxxxxxxxxxxxx'],
  ] as const) {
    const positions = join(folder, 'tree', 'positions-20');
    cpSync(join(made, 'tree', 'positions-20'), positions);
    const altered = readFileSync(positions);
    altered.write(position, (number - 1) * 20, 'latin1');
    writeFileSync(positions, altered);
    expect(await verify()).toMatchObject({ isIntact: true, events: EVENTS + 3 });
  }
  const positions = join(folder, 'tree', 'positions-20');
  for (const alter of [
    () => renameSync(positions, `${positions}${'9'.repeat(18)}`),
    () => rmSync(`${positions}${'9'.repeat(18)}`),
    () => mkdirSync(positions),
  ]) {
    alter();
    expect(await verify()).toMatchObject({ isIntact: true, events: EVENTS + 3 });
  }
});

it('tells where a log cannot be read', async () => {
  tamper(`UPDATE events SET data = '{"buyer"' WHERE position = 10`);
  expect(said(await verify())).toEqual([
    'unreadable: The log cannot be read beyond event 9. The event at position 10 cannot be read: stop, keep a copy of the log, and restore it from a backup.',
  ]);
});

it.each([
  { what: 'all of it', isSince: false },
  { what: 'what came since', isSince: true },
])(
  'finds, of $what, that the checkpoints cannot be read by themselves, and takes none for unfit',
  async ({ isSince }) => {
    const store = open(join(folder, 'log.db'), true);
    const kept = openTree(join(folder, 'tree'));
    const since = { size: 31, root: rootOf(kept.subtree, 31).toString('hex') };
    const log: EventStore = {
      ...store,
      async *readStream(stream, options) {
        if (stream === 'ledger-checkpoints' && options === undefined)
          throw new EventStoreError('corrupt', 'Restore it.');
        yield* store.readStream(stream, options);
      },
    };
    expect(said(await verifyLog({ log, kept, ...(isSince && { since }) }))).toEqual([
      'unreadable: The stream ledger-checkpoints cannot be read by itself, or not always. Restore it.',
    ]);
    kept.close();
  },
);

/**
 * As whoever has the file and the key can do it: one event is another, and everything after it is made to fit, tree, checkpoints
 * and all.
 */
async function rewrite(): Promise<void> {
  const keys = keyFile(join(folder, 'ledger.key'));
  const from = open(file(), true);
  const to = open(join(folder, 'rewritten.db'));
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
  renameSync(join(folder, 'rewritten.db'), file());
  rmSync(join(folder, 'tree'), { recursive: true });
  const store = open(file());
  await ledgerBeside(store, folder).follow();
  await store.close();
}

it('cannot tell a rewritten log from within, and does by a checkpoint that somebody kept', async () => {
  await rewrite();
  expect(said(await verify())).toEqual([]);
  const [first, last] = [
    { name: 'first.txt', note: notes.first },
    { name: 'last.txt', note: notes.last },
  ];
  expect(said(await verify({ against: [first] }))).toEqual([
    'checkpoint: The log is not the one of first.txt: one of its events 1 to 31 was altered, removed, moved or added since.',
  ]);
  expect((await verify({ against: [first, last] })).findings).toHaveLength(2);
});

it('tells a checkpoint of another log, and one that a key of somebody else has signed', async () => {
  const { origin } = (await verify()) as { readonly origin: string };
  const root = Buffer.alloc(32, 1);
  const other = signCheckpoint({ origin: 'ovation/two', size: 3, root }, signerOf('ovation/two', makePrivateKey()));
  const forged = signCheckpoint({ origin, size: 3, root }, signerOf(origin, makePrivateKey()));
  const against = [
    { name: 'two.txt', note: other },
    { name: 'forged.txt', note: forged },
  ];
  expect(said(await verify({ against }))).toEqual([
    `checkpoint: two.txt: The checkpoint is of another log, ovation/two; this one is ${origin}.`,
    `checkpoint: forged.txt: No key of ${origin} has signed this checkpoint: it was made or changed by somebody else.`,
  ]);
});

it('goes with a key that was rotated, and says when nothing confirms it', async () => {
  const store = open(file());
  const ledger = ledgerBeside(store, folder);
  await rotateKey(store, ledger.keys, false);
  const rotated = await ledger.sign();
  const against = [notes.first, rotated].map((note, index) => ({ name: `${String(index)}.txt`, note }));
  const verified = await verify({ against });
  expect(verified).toMatchObject({ isIntact: true, checkpoints: 3 });
  rmSync(ledger.keys.file);
  await expect(rotateKey(store, ledger.keys, false)).rejects.toThrow('does not hold the key that this log signs with');
  await expect(ledger.sign()).rejects.toThrow('does not hold the key of this log');
  await rotateKey(store, ledger.keys, true);
  await ledger.sign();
  const lost = await verify({ against });
  expect(lost).toMatchObject({ isIntact: true, checkpoints: 4 });
  expect(lost.remarks[0]).toMatch(/^The key [0-9a-f]{8} came when the one before was lost/);
});

it('does not follow a log that is another one than before', async () => {
  tamper('UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 63');
  const store = open(file());
  await expect(ledgerBeside(store, folder).follow()).rejects.toThrow(
    'The log is not the one that the ledger has followed',
  );
});

it('notices on the way when a checkpoint in the log is not true of it', async () => {
  tamper(`UPDATE events SET data = replace(data, 'Buyer 9', 'Buyer 8') WHERE position = 10`);
  rmSync(join(folder, 'tree'), { recursive: true });
  const store = open(file());
  await expect(ledgerBeside(store, folder).follow()).rejects.toThrow(
    'The log is not what it was when its checkpoint of 31 events',
  );
});

it('finds whatever is altered, wherever it is', async () => {
  const kinds = fc.constantFrom(
    (at: number) => [`UPDATE events SET data = replace(data, '{"', '{"x') WHERE position = ${String(at)}`],
    (at: number) => [`UPDATE events SET type = type || 'x' WHERE position = ${String(at)}`],
    (at: number) => [`UPDATE events SET recorded_at = recorded_at + 1 WHERE position = ${String(at)}`],
    (at: number) => [`UPDATE events SET metadata = '{}' WHERE position = ${String(at)}`],
    (at: number) => [`UPDATE events SET revision = revision + 100 WHERE position = ${String(at)}`],
    (at: number) => [`UPDATE events SET id = zeroblob(16) WHERE position = ${String(at)}`],
    (at: number) => [`DELETE FROM events WHERE position = ${String(at)}`],
    (at: number) => [`DELETE FROM events WHERE position = ${String(at)}`, ...shift(at + 1, -1)],
    (at: number) => swap(at, at === 1 ? 2 : at - 1),
    (at: number) => [`DELETE FROM events WHERE position >= ${String(at)}`],
    (at: number) => [
      ...shift(at, 1),
      `INSERT INTO events SELECT ${String(at)}, zeroblob(16), stream, 99, type, recorded_at, data, metadata FROM events WHERE position = ${String(at + 1)}`,
    ],
  );
  await fc.assert(
    fc.asyncProperty(kinds, fc.integer({ min: 1, max: EVENTS + 3 }), async (statements, at) => {
      cpSync(made, folder, { recursive: true });
      tamper(...statements(at));
      const { findings } = await verify();
      expect(findings[0]?.message).toMatch(/^(Event|One event|\d+ events?|The (end of the )?log) /);
      for (const store of opened.splice(0)) await store.close();
    }),
    { numRuns: 100 },
  );
});
