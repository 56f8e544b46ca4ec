import { existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { atRandom, type Chance } from '../support/chance';
import { CALL, compileDiskShim } from '../support/disk-shim';
import { createTracedDisk, KEPT, readTrace, saidBefore, type Call } from '../support/disk-trace';
import { useFolders } from '../support/folders';
import { integrityOf } from '../support/integrity';
import { usePrograms } from '../support/programs';
import { itUnless, report } from '../support/report';
import { acknowledgedIn, faultsOf, readWholeLog } from '../support/whole-log';
import type { Failing, Life } from './failing-sessions.mts';

const shim = compileDiskShim();
const itWithShim = itUnless(typeof shim === 'string' ? shim : undefined);
const folders = useFolders();
const programs = usePrograms();

const { EIO, ENOSPC } = constants.errno;
const FOR_EVER = 1_000_000;

interface Lived {
  readonly folder: string;
  readonly lives: readonly Life[];
  readonly calls: readonly Call[];
}

async function live(failing: Pick<Failing, 'errno' | 'failKinds' | 'failCount'>): Promise<Lived> {
  if (typeof shim === 'string') throw new Error(shim);
  const disk = shim.watch(folders.make());
  const { folder, controlFile } = disk;
  const args = [JSON.stringify({ ...failing, folder, controlFile })];
  const program = programs.start(join(__dirname, 'failing-sessions.mts'), args, { env: disk.env });
  expect(await program.ended).toBe(0);
  return { folder, lives: program.lines.map((line) => JSON.parse(line) as Life), calls: readTrace(disk.traceFile) };
}

/** The calls on the files of one life, named as they are within its folder. */
const callsOf = (calls: readonly Call[], life: string): Call[] =>
  calls
    .filter(({ name }) => name === life || name.startsWith(`${life}/`))
    .map((call) => ({
      ...call,
      name: call.name.slice(life.length + 1),
      data: call.kind === CALL.rename ? call.data.subarray(life.length + 1) : call.data,
    }));

async function faultsIn(file: string, said: readonly string[]): Promise<readonly string[]> {
  const acknowledged = acknowledgedIn(said);
  if (!existsSync(file)) return acknowledged.length === 0 ? [] : ['The log is not there.'];
  const store = openSqliteEventStore({ file });
  try {
    return faultsOf(await readWholeLog(store), acknowledged);
  } finally {
    await store.close();
    expect(integrityOf(file)).toBe('ok');
  }
}

/** What is wrong after the power was cut during this life: a sync that failed may have lost what it should have kept. */
async function faultsAfterCut(calls: readonly Call[], chance: Chance): Promise<readonly string[]> {
  const moment = chance.whole(1, calls.length);
  const disk = createTracedDisk(chance);
  for (const call of calls.slice(0, moment)) disk.follow(call);
  const folder = join(folders.make(), 'disk');
  mkdirSync(folder);
  disk.cutPower(folder, chance.one(KEPT));
  return faultsIn(join(folder, 'log.db'), saidBefore(calls, moment));
}

const WRITES = CALL.write | CALL.truncate;
const SYNCS = CALL.sync | CALL.syncFolder;
const ENTRIES = CALL.create | CALL.unlink | CALL.rename;

/** What may be told of a failure; where it was told, in front. */
interface Failure extends Pick<Failing, 'errno' | 'failKinds' | 'failCount'> {
  readonly name: string;
  readonly told: RegExp;
}

const FAILURES: readonly Failure[] = [
  {
    name: 'a write that fails once (EIO)',
    ...{ failKinds: WRITES, errno: EIO, failCount: 1 },
    told: /^(open: unavailable|append: (outcome-unknown|unavailable))$/,
  },
  {
    name: 'writes that fail from one on (ENOSPC)',
    ...{ failKinds: WRITES, errno: ENOSPC, failCount: FOR_EVER },
    told: /^(open: (full|unavailable)|append: full)$/,
  },
  {
    name: 'a sync that fails once (EIO)',
    ...{ failKinds: SYNCS, errno: EIO, failCount: 1 },
    told: /^(open: unavailable|append: (outcome-unknown|unavailable))$/,
  },
  {
    name: 'syncs that fail from one on (EIO)',
    ...{ failKinds: SYNCS, errno: EIO, failCount: FOR_EVER },
    told: /^(open: unavailable|append: (outcome-unknown|unavailable))$/,
  },
  {
    name: 'a file that cannot be made, removed or renamed once (EIO)',
    ...{ failKinds: ENTRIES, errno: EIO, failCount: 1 },
    told: /^open: (read-only|unavailable)$/,
  },
];

const timesEach = (told: readonly string[]): string =>
  Object.entries(Object.groupBy(told, (each) => each))
    .map(([each, all = []]) => `${each} ${String(all.length)} times`)
    .join(', ');

describe('whichever call of a session it is,', () => {
  for (const { name, told: mayTell, ...failure } of FAILURES)
    itWithShim(
      `${name} costs nothing that was answered, and the log goes on afterwards`,
      atRandom(async (chance) => {
        const { folder, lives, calls } = await live(failure);
        for (const { life } of lives) {
          const ofLife = callsOf(calls, life);
          const said = saidBefore(ofLife, ofLife.length);
          expect([life, await faultsIn(join(folder, life, 'log.db'), said)]).toStrictEqual([life, []]);
          expect([life, await faultsAfterCut(ofLife, chance)]).toStrictEqual([life, []]);
        }
        const told = lives.flatMap((life) => life.told);
        expect(told.filter((each) => !mayTell.test(each))).toStrictEqual([]);
        // What passes is got over by trying again, without opening the log anew.
        const unanswered = lives.filter(({ asked, answered }) => answered < asked);
        if (failure.failCount === 1) expect(unanswered).toStrictEqual([]);
        report(name, `tried at each of ${String(lives.length - 1)} calls; told: ${timesEach(told)}`, chance.seed);
      }),
      120_000,
    );
});
