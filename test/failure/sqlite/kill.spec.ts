import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { newId } from '#event-store';
import { atRandom, countOf, type Chance } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms, type Program } from '../support/programs';
import { report } from '../support/report';
import { openData, viewsThatDifferAtHead, viewsThatDiffer } from '../support/views';
import { acknowledgedIn, faultsOf, readWholeLog, type Acknowledged } from '../support/whole-log';

const WRITERS = 64;
const ROUNDS = countOf('OVATION_FAILURE_ROUNDS', 25);
/** A log is used for so many rounds, then a new one is begun: what is rebuilt and compared stays small. */
const ROUNDS_PER_LOG = 5;
/** Milliseconds that writers live after their first word, at the most: with the views beside them, and alone. */
const LONGEST_LIFE = { 'with views': 300, alone: 60 };
/** Milliseconds from being told to begin, where they are not to come so far as to write. */
const LONGEST_START = 30;

const folders = useFolders();
const programs = usePrograms();

async function killAtRandom(program: Program, chance: Chance): Promise<void> {
  const [life, how, isEarly] = [chance.next(), chance.one(['with views', 'alone'] as const), chance.once(6)];
  await program.told((line) => (line === 'loaded' ? line : undefined));
  program.tell(how);
  if (!isEarly) await program.told((line) => (line === 'ready' ? line : undefined));
  await moment(life * (isEarly ? LONGEST_START : LONGEST_LIFE[how]));
  expect(program.child.exitCode).toBeNull();
  await program.kill();
}

/** The rounds of one log. Answers how many events were acknowledged in it. */
async function rounds(chance: Chance, count: number): Promise<{ acknowledged: number; events: number }> {
  const folder = folders.make();
  const streams = Array.from({ length: WRITERS }, () => `film-${newId()}`);
  const acknowledged: Acknowledged[] = [];
  const start = (): Program => programs.start(join(__dirname, 'record-until-killed.mts'), [folder, ...streams]);
  let before = { count: 0, digest: '' };
  let next = start();
  for (let round = 0; round < count; round += 1) {
    const program = next;
    await killAtRandom(program, chance);
    acknowledged.push(...acknowledgedIn(program.lines));
    // It loads while this round is looked at, and opens nothing yet.
    if (round < count - 1) next = start();
    // Looked at as it was left, except the first, which may have left nothing yet, and the last, to see it go on.
    const stores = await openData(folder, round > 0 && round < count - 1 ? 'reader' : 'writer');
    try {
      const log = await readWholeLog(stores.store);
      expect(faultsOf(log, acknowledged)).toStrictEqual([]);
      if (before.count > 0) expect(log.digest(before.count)).toBe(before.digest);
      before = { count: log.events.length, digest: log.digest(log.events.length) };
      const differences = stores.views === undefined ? viewsThatDiffer(stores) : viewsThatDifferAtHead(stores);
      expect(await differences).toStrictEqual([]);
    } finally {
      await stores.close();
    }
  }
  return { acknowledged: acknowledged.length, events: before.count };
}

it(
  'keeps whatever was acknowledged through kill -9 at random moments, once, whole and in order, and the views with it',
  atRandom(async (chance) => {
    let [acknowledged, events, done] = [0, 0, 0];
    while (done < ROUNDS) {
      const count = Math.min(ROUNDS_PER_LOG, ROUNDS - done);
      const found = await rounds(chance, count);
      acknowledged += found.acknowledged;
      events += found.events;
      done += count;
      if (done % 50 === 0) report('kill -9, on the way', `${String(done)} of ${String(ROUNDS)} rounds`, chance.seed);
    }
    expect(acknowledged).toBeGreaterThan(0);
    report(
      `kill -9 under ${String(WRITERS)} writers`,
      `${String(ROUNDS)} rounds, ${String(acknowledged)} appends acknowledged, ${String(events)} events, none lost, none twice, every view equal to its rebuild`,
      chance.seed,
    );
  }),
  60_000 + ROUNDS * 5_000,
);
