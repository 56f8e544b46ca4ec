import fc from 'fast-check';
import type { ViewStorage } from '#read-store';
import { createRig, tallyView, until, type Rig } from './testing/rig';

/** The process dies in the transaction of that number, after everything was written and before it is committed. */
const dyingAt = (readStore: ViewStorage, fatal: number, died: () => void): ViewStorage => {
  let transactions = 0;
  return {
    ...readStore,
    transaction: (work) =>
      readStore.transaction(async (tx) => {
        const result = await work(tx);
        transactions += 1;
        if (transactions >= fatal) {
          died();
          throw new Error('The power went.');
        }
        return result;
      }),
  };
};

const AMOUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const countOnceThroughCrashes = async (rig: Rig, fatals: readonly number[], batchSize: number): Promise<void> => {
  const poisoned = tallyView({ isPoison: (amount) => amount === 10 });
  const appended = rig.append(AMOUNTS);
  for (const fatal of fatals) {
    const crash: PromiseWithResolvers<void> = Promise.withResolvers();
    const supervisor = rig.supervisor({
      views: [poisoned],
      readStore: dyingAt(rig.readStore, fatal, crash.resolve),
      limits: { batchSize, backoffMinMs: 2 ** 30, backoffMaxMs: 2 ** 30 },
    });
    // It may die while it starts, or later; either way what counts is what is found afterwards.
    await Promise.all([supervisor.start().catch(() => undefined), crash.promise]);
    await supervisor.stop();
    await rig.reopenReadStore();
  }
  const position = await appended;
  const supervisor = await rig.supervise({ views: [tallyView()] });
  await supervisor.waitFor(position);
  await until(async () => (await supervisor.status())[0]?.status === 'live');
  await supervisor.retryAll('tally');
  const kept = await rig.dump();
  expect(kept.at(0)).toBe('["tally",{"events":12,"film":"film-1","sum":78}]');
  expect(kept).toHaveLength(13);
  await supervisor.rebuild('tally');
  expect(await rig.dump()).toStrictEqual(kept);
};

it('an event counts once, wherever and however often the process dies between applying and committing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (fatals, batchSize) => {
        const rig = await createRig();
        try {
          await countOnceThroughCrashes(rig, fatals, batchSize);
        } finally {
          await rig.end();
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
