import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { EventStore } from '#event-store';
import { verifyLog } from '..';
import { MADE_EVENTS, ledgerBeside, said, useMadeLog } from '../testing';

const ID = '[0-9a-f-]{36}';

const made = useMadeLog();

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
    await made.verify({
      against: [
        { name: 'first.txt', note: made.notes.first },
        { name: 'last.txt', note: made.notes.last },
      ],
    }),
  ).toEqual({
    isIntact: true,
    findings: [],
    remarks: [],
    events: MADE_EVENTS + 3,
    root: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    origin: expect.stringMatching(/^ovation\//) as string,
    checkpoints: 2,
    covered: MADE_EVENTS + 2,
  });
});

it.each([
  ['what it says', `UPDATE events SET data = replace(data, 'Buyer 9', 'Buyer 8') WHERE position = 10`],
  ['its type', `UPDATE events SET type = 'OfferMode' WHERE position = 10`],
  ['its time', `UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 10`],
  ['its id', `UPDATE events SET id = x'0190a1b2c3d47e5f8a9b0c1d2e3f4a5b' WHERE position = 10`],
  ['who recorded it', `UPDATE events SET metadata = '{"user":"nobody"}' WHERE position = 10`],
])('names an event of which somebody altered %s', async (_, statement) => {
  made.tamper(statement);
  const verdict = await made.verify();
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
  expect(said(await made.verify({ withTree: false }))).toContainEqual(
    expect.stringMatching(
      /^checkpoint: The log is not the one of the checkpoint of 31 events that was signed in it on .*one of its events 1 to 31 was/,
    ),
  );
});

it('names an event that was moved to another time, and what that breaks', async () => {
  made.tamper('UPDATE events SET recorded_at = 0 WHERE position = 10');
  expect(said(await made.verify())).toEqual([
    expect.stringMatching(/^altered: Event 10 of the log/),
    expect.stringMatching(/^re-dated: Event 10 .* says that it was recorded at 1970-01-01T00:00:00.000Z, earlier than/),
    expect.stringMatching(/^checkpoint: /),
    expect.stringMatching(/^checkpoint: /),
  ]);
});

it('tells that events were removed, and before which one', async () => {
  made.tamper('DELETE FROM events WHERE position IN (40, 41)', ...shift(42, -2));
  const [first] = (await made.verify()).findings;
  expect(first).toMatchObject({ code: 'removed', event: { number: 40 } });
  expect(first?.message).toMatch(/^2 events before event 40 of the log .* were removed\.$/);
});

it('names an event that was inserted', async () => {
  made.tamper(
    ...shift(20, 1),
    `INSERT INTO events SELECT 20, x'0190a1b2c3d47e5f8a9b0c1d2e3f4a5b', stream, 99, type, recorded_at, data, metadata FROM events WHERE position = 19`,
  );
  const [first] = (await made.verify()).findings;
  expect(first).toMatchObject({ code: 'inserted', event: { number: 20, revision: '99' } });
  expect(first?.message).toMatch(/was inserted: it was never recorded\.$/);
});

it('names an event that was moved', async () => {
  made.tamper(...swap(20, 25));
  const [first] = (await made.verify()).findings;
  expect(first).toMatchObject({ code: 'moved', event: { number: 20 } });
  expect(first?.message).toMatch(/it was event 25, and the one that was here is now event 25\.$/);
});

it('tells that the end was cut off, by the tree or by a checkpoint that somebody kept', async () => {
  made.tamper('DELETE FROM events WHERE position > 50');
  expect(said(await made.verify())).toEqual([
    'shrunk: The end of the log is gone: the ledger has followed 63 events, the log has 50. 13 events after the last one cannot be read any more.',
  ]);
  expect((await made.verify({ withTree: false })).isIntact).toBe(true);
  const against = [{ name: 'last.txt', note: made.notes.last }];
  expect(said(await made.verify({ withTree: false, against }))).toEqual([
    'shrunk: History shrank: last.txt is of 62 events, and this log has 50.',
  ]);
});

it('tells a damaged hash of the tree from an altered event', async () => {
  const flip = (name: string, at: number): void => {
    const path = join(made.tree, name);
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  const damaged = (what: string) =>
    expect.stringMatching(
      `^ledger: The tree of the ledger is damaged, not the log: its hash of ${what} is another`,
    ) as string;
  flip('level-00', 32 * 9 + 5);
  expect(said(await made.verify())).toEqual([damaged('event 10')]);
  flip('level-03', 32 * 2);
  expect(said(await made.verify())).toEqual([damaged('event 10'), damaged('events 17 to 24')]);
  made.tamper(`UPDATE events SET type = 'OfferMode' WHERE position = 30`);
  expect(said(await made.verify())).toEqual([
    expect.stringMatching(/^altered: Event 30 /),
    damaged('event 10'),
    damaged('events 17 to 24'),
    expect.stringMatching('^checkpoint: '),
    expect.stringMatching('^checkpoint: '),
  ]);
  rmSync(join(made.tree, 'level-02'));
  expect((await made.verify()).findings).toContainEqual(expect.objectContaining({ code: 'ledger' }));
});

it('finds what a stream lacks when it is read by itself', async () => {
  const streams: Pick<EventStore, 'head' | 'readAll' | 'readStream'> = made.open({ readOnly: true });
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

it('finds a record of the ledger that holds nothing', async () => {
  made.tamper(
    `UPDATE events SET data = 'null' WHERE stream = (SELECT id FROM streams WHERE name = 'ledger-checkpoints')`,
  );
  expect((await made.verify()).findings[0]).toMatchObject({ code: 'altered' });
});

it('makes the tree anew where its files do not say where its leaves are, and the log has them all', async () => {
  const path = join(made.tree, 'positions-20');
  const positions = readFileSync(path);
  const altered = Buffer.from(positions);
  altered.write('9', 20 * 62 - 1, 'latin1');
  writeFileSync(path, altered);
  const store = made.open();
  await ledgerBeside(store, made.folder).follow();
  expect(readFileSync(path)).toEqual(positions);
});

it('does not follow a log that is another one than before', async () => {
  made.tamper('UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 63');
  const store = made.open();
  await expect(ledgerBeside(store, made.folder).follow()).rejects.toThrow(
    'The log is not the one that the ledger has followed',
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
    fc.asyncProperty(kinds, fc.integer({ min: 1, max: MADE_EVENTS + 3 }), async (statements, at) => {
      await made.restore();
      made.tamper(...statements(at));
      const { findings } = await made.verify();
      expect(findings[0]?.message).toMatch(/^(Event|One event|\d+ events?|The (end of the )?log) /);
    }),
    { numRuns: 100 },
  );
});
