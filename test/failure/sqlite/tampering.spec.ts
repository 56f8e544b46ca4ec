import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { checkEvents, noteEvents } from '#acquisition/audit';
import type { EventStore } from '#event-store';
import { canonical, isEventStoreError } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { KeptCheckpoint, LedgerRecord, Signer, Verdict } from '#ledger';
import { growTree, keyFile, leafOf, openTree, readLedgerRecord, rotateKey, signCheckpoint, verifyLog } from '#ledger';
import { ledgerBeside, readersOf } from '#ledger/testing';
import { atRandom, countOf, type Chance } from '../support/chance';
import { useFolders } from '../support/folders';
import { report } from '../support/report';
import { aLog, anyLog, recordSteps } from './generated-logs';

const TIMES = countOf('OVATION_FAILURE_TAMPERINGS', 400);
const CLEAN_LOGS = countOf('OVATION_FAILURE_CLEAN_LOGS', 60);
/** What takes longer is done so much less often. */
const REWRITE_ONE_IN = 20;
const TREE_ONE_IN = 4;

const folders = useFolders();

/** A log that was closed, the tree beside it, and checkpoints that somebody kept elsewhere. */
interface Made {
  readonly folder: string;
  readonly bytes: Buffer;
  readonly tree: string;
  readonly first: KeptCheckpoint;
  readonly last: KeptCheckpoint;
  /** Every event, in canonical form, in order. */
  readonly events: readonly string[];
  /** How many of them the checkpoints cover. */
  readonly covered: { readonly first: number; readonly last: number };
}

async function make(chance: Chance): Promise<Made> {
  const folder = folders.make();
  const file = join(folder, 'log.db');
  const store = openSqliteEventStore({ file });
  const ledger = ledgerBeside(store, folder);
  const log = aLog(store, chance);
  await log.record(120);
  const first = await ledger.sign();
  await log.record(100);
  const last = await ledger.sign();
  await log.record(20);
  await ledger.follow();
  const events = await canonicalOf(store);
  await store.close();
  const sizeOf = (note: string): number => Number(note.split('\n')[1]);
  return {
    folder,
    bytes: readFileSync(file),
    tree: ledger.tree,
    first: { name: 'first.txt', note: first },
    last: { name: 'last.txt', note: last },
    events,
    covered: { first: sizeOf(first), last: sizeOf(last) },
  };
}

async function canonicalOf(log: Pick<EventStore, 'readAll'>): Promise<readonly string[]> {
  const events: string[] = [];
  for await (const event of log.readAll()) events.push(canonical(event));
  return events;
}

/** A copy of a log that is written anew for each trial. */
function trialOf(made: Made) {
  const folder = join(made.folder, 'trial');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'log.db');
  return {
    folder,
    file,
    begin: (bytes: Uint8Array = made.bytes): void => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      writeFileSync(file, bytes);
    },
  };
}

interface VerifyTrial {
  readonly file: string;
  readonly tree?: string;
  readonly against?: readonly KeptCheckpoint[];
}

let isShared = false;
/** With a tree, every other time by two who share the reading. */
async function verified({ file, tree, against = [] }: VerifyTrial): Promise<Verdict> {
  const log = openSqliteEventStore({ file, readOnly: true });
  // As a thread does: SQLite looks closely at a page only when it is new to a connection.
  const another = openSqliteEventStore({ file, readOnly: true });
  const kept = tree === undefined ? undefined : openTree(tree);
  try {
    isShared = !isShared;
    const readers = isShared && kept !== undefined && { readers: readersOf(another, kept, 4) };
    return await verifyLog({ log, ...(kept === undefined ? {} : { kept }), ...readers, against });
  } finally {
    kept?.close();
    await another.close();
    await log.close();
  }
}

const flipped = (bytes: Uint8Array, at: number, chance: Chance): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << chance.whole(0, 7));
  return copy;
};

/** Pages of a log by what lies in them: events, or anything else. */
function pagesOf(file: string): {
  readonly size: number;
  readonly ofEvents: readonly number[];
  readonly count: number;
} {
  const database = new DatabaseSync(file, { readOnly: true });
  const ofEvents = database.prepare(`SELECT pageno FROM dbstat WHERE name = 'events'`).all();
  const [size, count] = ['page_size', 'page_count'].map((name) =>
    Number(database.prepare(`PRAGMA ${name}`).get()?.[name]),
  );
  database.close();
  return { size: size ?? 0, count: count ?? 0, ofEvents: ofEvents.map(({ pageno }) => Number(pageno) - 1) };
}

/** Whether SQLite itself finds something in the structure of a file. */
function isToldBySqlite(file: string): boolean {
  const database = new DatabaseSync(file);
  try {
    return database.prepare('PRAGMA integrity_check').get()?.['integrity_check'] !== 'ok';
  } catch {
    return true;
  } finally {
    database.close();
  }
}

/** Findings that say where to look. */
const NAMES =
  /[Ee]vent \d+ of the log|beyond event \d+|events? after the last one|of the stream \S+ were removed|is not in its stream|stream \S+ cannot be read/;

const tally = (): { readonly add: (what: string) => void; readonly toString: () => string } => {
  const counts = new Map<string, number>();
  return {
    add: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    toString: () => [...counts].map(([what, count]) => `${what} ${String(count)}`).join(', '),
  };
};

it(
  'a flipped bit of a log is found and named, or changes nothing of what is read',
  atRandom(async (chance) => {
    const made = await make(chance);
    const pages = pagesOf(join(made.folder, 'log.db'));
    const trial = trialOf(made);
    const outcomes = tally();
    const unnoticed: string[] = [];
    const unnamed: string[] = [];

    const somewhere = (): number => {
      // Every fourth time anywhere in the file.
      const page = chance.once(4) ? chance.whole(0, pages.count - 1) : chance.one(pages.ofEvents);
      return page * pages.size + chance.whole(0, pages.size - 1);
    };
    for (let times = 0; times < TIMES; times += 1) {
      const at = somewhere();
      trial.begin(flipped(made.bytes, at, chance));
      let verdict: Verdict;
      try {
        verdict = await verified({ file: trial.file, tree: made.tree });
      } catch (error) {
        if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
        outcomes.add(`refused when it is opened (${error.code})`);
        continue;
      }
      if (!verdict.isIntact) {
        const [first] = verdict.findings;
        outcomes.add(`found as ${String(first?.code)}`);
        if (!NAMES.test(first?.message ?? '')) unnamed.push(`${String(at)}: ${String(first?.message)}`);
        continue;
      }
      const store = openSqliteEventStore({ file: trial.file, readOnly: true });
      const now = await canonicalOf(store);
      await store.close();
      if (now.join('\n') !== made.events.join('\n')) unnoticed.push(String(at));
      outcomes.add(isToldBySqlite(trial.file) ? 'every event as before, told by SQLite' : 'every event as before');
    }
    report('a flipped bit somewhere in a log', `${String(TIMES)} flips: ${String(outcomes)}`, chance.seed);
    expect(unnoticed).toStrictEqual([]);
    expect(unnamed).toStrictEqual([]);
  }),
  900_000,
);

const shift = (from: number, by: number): readonly string[] => [
  `UPDATE events SET position = -(position + ${String(by)}) WHERE position >= ${String(from)}`,
  'UPDATE events SET position = -position WHERE position < 0',
];
const swap = (one: number, other: number): readonly string[] => [
  `UPDATE events SET position = -1 WHERE position = ${String(one)}`,
  `UPDATE events SET position = ${String(one)} WHERE position = ${String(other)}`,
  `UPDATE events SET position = ${String(other)} WHERE position = -1`,
];

/** What somebody does to the events of a log, and what has to be said first. */
interface Tampering {
  readonly statements: readonly string[];
  readonly code: string;
  /** Of the event that has to be named. */
  readonly number?: number;
  /** Which checkpoints that were kept no longer fit. */
  readonly breaks: readonly KeptCheckpoint[];
}

type Kind = (made: Made, chance: Chance) => Tampering;

/** Whoever kept a checkpoint sees all that was done to what it covers. */
const broken = ({ first, last, covered }: Made, at: number): readonly KeptCheckpoint[] => [
  ...(at <= covered.first ? [first] : []),
  ...(at <= covered.last ? [last] : []),
];

const inPlace =
  (set: (chance: Chance) => string): Kind =>
  (made, chance) => {
    const at = chance.whole(1, made.events.length);
    const statements = [`UPDATE events SET ${set(chance)} WHERE position = ${String(at)}`];
    return { statements, code: 'altered', number: at, breaks: broken(made, at) };
  };

const KINDS: Readonly<Record<string, Kind>> = {
  altered: inPlace((chance) =>
    chance.one([
      `data = json_set(data, '$.text', 'Nobody left.')`,
      `data = '{}'`,
      `data = 'null'`,
      `type = type || 'x'`,
      `metadata = json_set(metadata, '$.user', 'somebody else')`,
      `id = zeroblob(16)`,
      `stream = (SELECT max(id) FROM streams) + 1 - stream, revision = revision + 10000`,
    ]),
  ),
  're-dated': inPlace((chance) => {
    const by = chance.whole(1, 10 ** chance.whole(0, 11));
    return `recorded_at = recorded_at ${chance.one(['+', '-'])} ${String(by)}`;
  }),
  removed: (made, chance) => {
    const count = chance.whole(1, 5);
    const at = chance.whole(1, made.events.length - count);
    const gone = `DELETE FROM events WHERE position >= ${String(at)} AND position < ${String(at + count)}`;
    return { statements: [gone, ...shift(at + count, -count)], code: 'removed', number: at, breaks: broken(made, at) };
  },
  'removed, and its place left empty': (made, chance) => {
    const at = chance.whole(1, made.events.length - 1);
    const statements = [`DELETE FROM events WHERE position = ${String(at)}`];
    return { statements, code: 'unreadable', breaks: broken(made, at) };
  },
  inserted: (made, chance) => {
    const at = chance.whole(1, made.events.length);
    const copied = `SELECT ${String(at)}, zeroblob(16), stream, revision + 10000, type, recorded_at, data, metadata FROM events WHERE position = ${String(at + 1)}`;
    const statements = [...shift(at, 1), `INSERT INTO events ${copied}`];
    return { statements, code: 'inserted', number: at, breaks: broken(made, at) };
  },
  reordered: (made, chance) => {
    const at = chance.whole(1, made.events.length - 1);
    const statements = swap(at, chance.whole(at + 1, made.events.length));
    return { statements, code: 'moved', number: at, breaks: broken(made, at) };
  },
  'rolled back': (made, chance) => {
    const at = chance.whole(1, made.events.length);
    const statements = [`DELETE FROM events WHERE position >= ${String(at)}`];
    return { statements, code: 'shrunk', breaks: broken(made, at) };
  },
};

function change(file: string, statements: readonly string[]): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF');
  for (const statement of statements) database.exec(statement);
  database.close();
}

it(
  'each kind of tampering is found and named, by the tree and by checkpoints that were kept',
  atRandom(async (chance) => {
    const made = await make(chance);
    const trial = trialOf(made);
    const done = tally();
    const wrong: string[] = [];
    const kinds = Object.keys(KINDS);
    for (let times = 0; times < TIMES; times += 1) {
      const kind = kinds[times % kinds.length] ?? '';
      const { statements, code, number, breaks } = (KINDS[kind] as Kind)(made, chance);
      trial.begin();
      change(trial.file, statements);
      const [found] = (await verified({ file: trial.file, tree: made.tree })).findings;
      const isNamed = number === undefined ? NAMES.test(found?.message ?? '') : found?.event?.number === number;
      if (found?.code !== code || !isNamed) wrong.push(`${kind}: ${statements.join('; ')}: ${JSON.stringify(found)}`);
      for (const kept of breaks) {
        const { findings } = await verified({ file: trial.file, against: [kept] });
        if (!findings.some(({ message }) => message.includes(kept.name)))
          wrong.push(`${kind}: ${statements.join('; ')}: not seen by ${kept.name}: ${JSON.stringify(findings)}`);
      }
      done.add(kind);
    }
    report('tampering with a log', `${String(TIMES)} times, each found and named: ${String(done)}`, chance.seed);
    expect(wrong).toStrictEqual([]);
  }),
  900_000,
);

/**
 * As whoever has the file and the key does it: an event is another, every checkpoint is signed again over what is there now, and
 * the tree is made of that.
 */
async function rewrite(file: string, folder: string, at: number): Promise<void> {
  const store = openSqliteEventStore({ file, readOnly: true });
  const record = (await readLedgerRecord(store)) as LedgerRecord;
  const signer = keyFile(join(folder, 'ledger.key')).signer(record) as Signer;
  const tree = growTree();
  const roots = [tree.root()];
  const written: [string, number][] = [];
  for await (const event of store.readAll()) {
    let { data } = event;
    if (tree.size + 1 === at) data = { ...data, text: 'Nobody left.' };
    if (event.type === 'CheckpointSigned') {
      const size = Number(data['size']);
      const root = roots[size] as Buffer;
      data = { size, root: root.toString('hex'), note: signCheckpoint({ origin: record.origin, size, root }, signer) };
    }
    if (data !== event.data) written.push([JSON.stringify(data), tree.size + 1]);
    tree.append(leafOf({ ...event, data }));
    roots.push(tree.root());
  }
  await store.close();
  const database = new DatabaseSync(file);
  const update = database.prepare('UPDATE events SET data = ? WHERE position = ?');
  for (const values of written) update.run(...values);
  database.close();
  const rewritten = openSqliteEventStore({ file });
  await ledgerBeside(rewritten, folder).follow();
  await rewritten.close();
}

it(
  'a log that was rewritten with the key, tree and checkpoints and all, is found by a checkpoint that was kept, and by nothing else',
  atRandom(async (chance) => {
    const made = await make(chance);
    const trial = trialOf(made);
    const times = Math.ceil(TIMES / REWRITE_ONE_IN);
    for (let time = 0; time < times; time += 1) {
      const ours = made.events.flatMap((text, index) => (text.includes('"stream":"ledger-') ? [index + 1] : []));
      const at = chance.one(
        made.events
          .map((_, index) => index + 1)
          .filter((number) => !ours.includes(number) && number <= made.covered.last),
      );
      trial.begin();
      cpSync(join(made.folder, 'ledger.key'), join(trial.folder, 'ledger.key'));
      await rewrite(trial.file, trial.folder, at);
      const rewritten = { file: trial.file, tree: join(trial.folder, 'tree') };
      expect(await verified(rewritten)).toMatchObject({ findings: [], checkpoints: 2 });
      for (const kept of broken(made, at)) {
        const { findings } = await verified({ ...rewritten, against: [kept] });
        expect(findings).toEqual([expect.objectContaining({ code: 'checkpoint' })]);
        expect(findings[0]?.message).toMatch(`not the one of ${kept.name}`);
      }
      const [found] = (await verified({ file: trial.file, tree: made.tree })).findings;
      expect(found).toMatchObject({ code: 'altered', event: { number: at } });
    }
    report(
      'a log rewritten with the key, its tree made anew',
      `${String(times)} times, each found by every checkpoint kept elsewhere that covers the event`,
      chance.seed,
    );
  }),
  900_000,
);

it(
  'a flipped bit in the files of the tree is never taken for a whole log, nor the log for another one',
  atRandom(async (chance) => {
    const made = await make(chance);
    const trial = trialOf(made);
    const tree = join(trial.folder, 'tree');
    const outcomes = tally();
    const wrong: string[] = [];
    const names = readdirSync(made.tree);
    const whole = new Map(names.map((name) => [name, readFileSync(join(made.tree, name))]));
    const times = Math.ceil(TIMES / TREE_ONE_IN);
    for (let time = 0; time < times; time += 1) {
      const name = chance.one(names);
      const bytes = whole.get(name) as Buffer;
      const at = chance.whole(0, bytes.length - 1);
      trial.begin();
      cpSync(made.tree, tree, { recursive: true });
      writeFileSync(join(tree, name), flipped(bytes, at, chance));
      const { isIntact, findings } = await verified({ file: trial.file, tree });
      const kind = name.replace(/-\d+$/, '');
      if (kind === 'level' && isIntact) wrong.push(`${name} at ${String(at)} is not found`);
      const accused = findings.filter(({ code }) => code !== 'ledger');
      // The last leaf has no hash over it yet.
      const isLast = name === 'level-00' && Math.floor(at / 32) === made.events.length - 1;
      if (accused.length > 0 && !isLast) wrong.push(`${name} at ${String(at)}: ${JSON.stringify(accused)}`);

      const store = openSqliteEventStore({ file: trial.file });
      await ledgerBeside(store, trial.folder)
        .follow()
        .catch((error: unknown) => {
          wrong.push(`${name} at ${String(at)} is not followed: ${String(error)}`);
        });
      await store.close();
      const isAnew = readdirSync(trial.folder).includes('tree-damaged');
      const isWhole = names.every((each) => whole.get(each)?.equals(readFileSync(join(tree, each))));
      if (isAnew && !isWhole) wrong.push(`${name} at ${String(at)}: made anew, and not whole`);
      outcomes.add(`${kind} ${isIntact ? 'not needed' : 'found'}${isAnew ? ', made anew' : ''}`);
    }
    report('a flipped bit in the files of the tree', `${String(times)} flips: ${String(outcomes)}`, chance.seed);
    expect(wrong).toStrictEqual([]);
  }),
  900_000,
);

it(
  'nothing is found in logs that were only recorded',
  atRandom(async ({ seed }) => {
    let events = 0;
    await fc.assert(
      fc.asyncProperty(anyLog, async (steps) => {
        const folder = folders.make();
        const file = join(folder, 'log.db');
        const clock = { now: 0 };
        const store = openSqliteEventStore({ file, now: () => clock.now });
        const ledger = ledgerBeside(store, folder);
        const notes: string[] = [];
        await recordSteps(store, steps, clock, {
          sign: async () => void notes.push(await ledger.sign()),
          rotate: async () => {
            await rotateKey(store, ledger.keys, false);
          },
        });
        await ledger.follow();
        const against = notes.map((note, index) => ({ name: `${String(index)}.txt`, note }));
        const kept = openTree(ledger.tree);
        const readers = readersOf(store, kept, 2, noteEvents);
        for (const tree of [{ kept }, { kept, readers }, {}]) {
          const verdict = await verifyLog({ log: store, ...tree, against, check: checkEvents() });
          expect(verdict.findings).toStrictEqual([]);
          events = events + verdict.events;
        }
        for (const { note } of against) {
          const size = Number(note.split('\n')[1]);
          const since = { size, root: Buffer.from(note.split('\n')[2] ?? '', 'base64').toString('hex') };
          expect((await verifyLog({ log: store, kept, since, against })).findings).toStrictEqual([]);
        }
        kept.close();
        await store.close();
        rmSync(folder, { recursive: true });
      }),
      { seed, numRuns: CLEAN_LOGS },
    );
    const figure = `${String(CLEAN_LOGS)} logs, ${String(events / 3)} events, each with its tree, read by one and by two, without, and against each of its checkpoints: no false alarm`;
    report('logs that were only recorded', figure, seed);
  }),
  900_000,
);
