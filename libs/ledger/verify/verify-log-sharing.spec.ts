import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError, type EventStore } from '#event-store';
import { openTree, readCheckpoint, rootOf, verifyLog } from '..';
import { MADE_EVENTS, append, ledgerBeside, readersOf, said, useMadeLog } from '../testing';

const made = useMadeLog();

it('verifies everything where the tree does not say at which event it verified before', async () => {
  const size = 40;
  const kept = openTree(made.tree);
  const since = { size, root: rootOf(kept.subtree, size).toString('hex') };
  const positionOf = (index: number): string => (index === size - 1 ? 'x' : kept.positionOf(index));
  const seen: number[] = [];
  const verifying = (tree: typeof kept) =>
    verifyLog({
      log: made.open({ readOnly: true }),
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
  expect(seen).toHaveLength(MADE_EVENTS + 3);
  seen.length = 0;
  expect(await verifying(kept)).toMatchObject({ isIntact: true });
  expect(seen).toHaveLength(MADE_EVENTS + 3 - size);
  kept.close();
});

it('leaves out what is recorded while it reads, checkpoints too', async () => {
  const store = made.open();
  const ledger = ledgerBeside(store, made.folder);
  const kept = openTree(ledger.tree);
  let isWritten = false;
  const log: Pick<EventStore, 'head' | 'readAll' | 'readStream'> = {
    head: () => store.head(),
    readStream: (...asked) => store.readStream(...asked),
    readAll: async function* (options) {
      for await (const event of store.readAll(options)) {
        if (!isWritten) {
          isWritten = true;
          await append(store, MADE_EVENTS, MADE_EVENTS + 5);
          await ledger.sign();
        }
        yield event;
      }
    },
  };
  expect(await verifyLog({ log, kept })).toMatchObject({ isIntact: true, events: MADE_EVENTS + 3, checkpoints: 2 });
  kept.close();
});

it('takes what was kept over ranges for nothing but what it is, where a checkpoint ends with one', async () => {
  const elsewhere = join(made.folder, 'elsewhere');
  mkdirSync(elsewhere);
  const store = made.open({ file: join(elsewhere, 'log.db') });
  const beside = ledgerBeside(store, elsewhere);
  await append(store, 0, 31);
  const note = await beside.sign();
  await append(store, 31, MADE_EVENTS);
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

it('reads by itself what those who share the reading do not answer, and asks them for no more than the tree has', async () => {
  const kept = openTree(made.tree);
  const log = made.open({ readOnly: true });
  const ended = (): Promise<never> => Promise.reject(new Error('It has ended.'));
  const asked: (number | undefined)[] = [];
  const counting: EventStore = {
    ...log,
    readAll: (options) => {
      asked.push(options?.limit);
      return log.readAll(options);
    },
    async *readAllText(options) {
      asked.push(options?.limit);
      yield* log.readAllText?.(options) ?? [];
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
    expect(await verifyLog({ log, kept, readers })).toMatchObject({ isIntact: true, events: MADE_EVENTS + 3 });
  }
  expect(asked).toEqual(Array.from({ length: 15 }, () => 4));
  kept.close();
});

it('reads everything where the positions that the tree tells are no positions, or not in order', async () => {
  const positions = join(made.tree, 'positions-20');
  const told = readFileSync(positions);
  for (const [number, position] of [
    [20, '00000000000000000009'],
    [30, '00000000000000000051'],
    [30, 'xxxxxxxxxxxxxxxxxxxx'],
  ] as const) {
    const altered = Buffer.from(told);
    altered.write(position, (number - 1) * 20, 'latin1');
    writeFileSync(positions, altered);
    expect(await made.verify()).toMatchObject({ isIntact: true, events: MADE_EVENTS + 3 });
  }
  for (const alter of [
    () => renameSync(positions, `${positions}${'9'.repeat(18)}`),
    () => rmSync(`${positions}${'9'.repeat(18)}`),
    () => mkdirSync(positions),
  ]) {
    alter();
    expect(await made.verify()).toMatchObject({ isIntact: true, events: MADE_EVENTS + 3 });
  }
});

it('tells where a log cannot be read', async () => {
  made.tamper(`UPDATE events SET data = '{"buyer"' WHERE position = 10`);
  expect(said(await made.verify())).toEqual([
    'unreadable: The log cannot be read beyond event 9. The event at position 10 cannot be read: stop, keep a copy of the log, and restore it from a backup.',
  ]);
});

it('tells of an event that has no canonical form', async () => {
  made.tamper(`UPDATE events SET data = '{"amount":1e999}' WHERE position = 10`);
  expect(said(await made.verify())).toEqual([
    'unreadable: The log cannot be read beyond event 9. The event at position 00000000000000000010 has no canonical form: stop, keep a copy of the log, and restore it from a backup.',
  ]);
});

it('finds that also where it was verified before, and in what came last', async () => {
  made.tamper(`UPDATE events SET data = '{"amount":1e999}' WHERE position = 20`);
  const kept = openTree(made.tree);
  const since = { size: 20, root: rootOf(kept.subtree, 20).toString('hex') };
  expect(said(await verifyLog({ log: made.open({ readOnly: true }), kept, since }))).toEqual([
    expect.stringMatching(
      /^unreadable: The log cannot be read beyond event 19. The event at position 0*20 has no canonical/,
    ),
  ]);
  kept.close();
});

it.each([
  { what: 'all of it', isSince: false },
  { what: 'what came since', isSince: true },
])(
  'finds, of $what, that the checkpoints cannot be read by themselves, and takes none for unfit',
  async ({ isSince }) => {
    const store = made.open({ readOnly: true });
    const kept = openTree(made.tree);
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
