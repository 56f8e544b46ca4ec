import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { atRandom, countOf, type Chance } from '../support/chance';
import { CALL, compileDiskShim, type WatchedDisk } from '../support/disk-shim';
import { createTracedDisk, KEPT, readTrace, saidBefore, type Call } from '../support/disk-trace';
import { useFolders } from '../support/folders';
import { integrityOf } from '../support/integrity';
import { usePrograms } from '../support/programs';
import { itUnless, report } from '../support/report';
import { acknowledgedIn, faultsOf, readWholeLog, type Acknowledged } from '../support/whole-log';

const shim = compileDiskShim();
const missing = typeof shim === 'string' ? shim : undefined;
const itWithShim = itUnless(missing);
const CUTS = countOf('OVATION_FAILURE_CUTS', 80);

const folders = useFolders();
const programs = usePrograms();

interface Session {
  readonly writers: number;
  readonly appends: number;
  readonly batch: number;
  readonly large: number;
  readonly pragmas: Readonly<Record<string, string | number>>;
  readonly synchronous?: 'NORMAL';
}

interface Lived {
  readonly disk: WatchedDisk;
  readonly counts: { readonly commits: number; readonly appends: number; readonly events: number };
}

async function live(session: Session, brief = false): Promise<Lived> {
  if (typeof shim === 'string') throw new Error(shim);
  const disk = shim.watch(folders.make(), brief);
  const args = [JSON.stringify({ ...session, folder: disk.folder })];
  const program = programs.start(join(__dirname, 'recording-session.mts'), args, { env: disk.env });
  const counts = await program.told((line) => JSON.parse(line) as Lived['counts']);
  expect(await program.ended).toBe(0);
  return { disk, counts };
}

/** What is wrong with the log after the power was cut in this state of the disk. */
async function faultsAfterCut(
  disk: ReturnType<typeof createTracedDisk>,
  acknowledged: readonly Acknowledged[],
  chance: Chance,
): Promise<readonly string[]> {
  const folder = join(folders.make(), 'disk');
  mkdirSync(folder);
  disk.cutPower(folder, chance.one(KEPT));
  const file = join(folder, 'data', 'log.db');
  if (!existsSync(file)) return acknowledged.length === 0 ? [] : ['The log is not there.'];
  const store = openSqliteEventStore({ file });
  try {
    return faultsOf(await readWholeLog(store), acknowledged);
  } finally {
    await store.close();
    expect(integrityOf(file)).toBe('ok');
  }
}

interface Cuts {
  /** Cuts after which something is wrong. */
  readonly harmful: number;
  readonly faults: readonly string[];
}

async function cutAtRandom(calls: readonly Call[], cuts: number, chance: Chance): Promise<Cuts> {
  const moments = Array.from({ length: cuts }, () => chance.whole(1, calls.length)).sort((one, other) => one - other);
  const disk = createTracedDisk(chance);
  const faults: string[] = [];
  let [done, harmful] = [0, 0];
  for (const moment of moments) {
    for (; done < moment; done += 1) disk.follow(calls[done] as Call);
    const found = await faultsAfterCut(disk, acknowledgedIn(saidBefore(calls, done)), chance);
    if (found.length > 0) harmful += 1;
    faults.push(...found);
  }
  return { harmful, faults };
}

const OFTEN_CHECKPOINTED = { wal_autocheckpoint: 40 };
const BATCHES = { appends: 25, batch: 4, large: 9_000 };

describe('a power cut', () => {
  itWithShim(
    'takes nothing that was acknowledged, whatever of the unsynced writes it takes',
    atRandom(async (chance) => {
      let [acknowledged, calls] = [0, 0];
      for (const pragmas of [OFTEN_CHECKPOINTED, {}]) {
        const { disk, counts } = await live({ writers: 8, ...BATCHES, pragmas });
        const trace = readTrace(disk.traceFile);
        const { faults } = await cutAtRandom(trace, Math.ceil(CUTS / 2), chance);
        expect(faults).toStrictEqual([]);
        acknowledged += counts.appends;
        calls += trace.length;
      }
      report(
        'power cut',
        `${String(CUTS)} cuts among ${String(calls)} calls to the disk and ${String(acknowledged)} acknowledged appends, nothing lost`,
        chance.seed,
      );
    }),
    120_000,
  );

  itWithShim(
    'takes what was acknowledged without a sync, or this would prove nothing',
    atRandom(async (chance) => {
      const { disk } = await live({ writers: 8, ...BATCHES, pragmas: OFTEN_CHECKPOINTED, synchronous: 'NORMAL' });
      const cuts = Math.ceil(CUTS / 5);
      const { harmful } = await cutAtRandom(readTrace(disk.traceFile), cuts, chance);
      expect(harmful).toBeGreaterThan(0);
      report(
        'power cut with synchronous=NORMAL',
        `${String(harmful)} of ${String(cuts)} cuts lose events`,
        chance.seed,
      );
    }),
    60_000,
  );
});

/** Calls that sync, between `begin` and `end`. */
function syncsWhileAppending(calls: readonly Call[]): number {
  let [isAppending, syncs] = [false, 0];
  for (const { kind, name, data } of calls) {
    if (name === 'acknowledged' && data.toString() === 'begin\n') isAppending = true;
    if (name === 'acknowledged' && data.toString() === 'end\n') isAppending = false;
    if (isAppending && (kind === CALL.sync || kind === CALL.syncFolder)) syncs += 1;
  }
  return syncs;
}

describe('a group of appends is committed', () => {
  for (const [writers, appends] of [
    [1, 1000],
    [64, 500],
  ] as const) {
    itWithShim(`with one sync (${String(writers)} writers)`, async () => {
      const { disk, counts } = await live({ writers, appends, batch: 1, large: 200, pragmas: {} }, true);
      const syncs = syncsWhileAppending(readTrace(disk.traceFile));
      const ratio = syncs / counts.commits;
      expect(ratio).toBeGreaterThanOrEqual(1);
      expect(ratio).toBeLessThanOrEqual(1.02);
      report(
        `syncs for each commit, ${String(writers)} writers`,
        `${ratio.toFixed(3)} (${String(syncs)} for ${String(counts.commits)} commits of ${String(counts.appends)} appends, counted by the shim)`,
      );
    });
  }
});
