import { setTimeout as moment } from 'node:timers/promises';
import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { startFollower } from './support/follower';
import { everyCall, newStream, QUICK, QUICK_BOUND_MS, someEvents, useStores } from './support/stores';
import { failuresIn, firstAfter, startWriters } from './support/writers';

const FREEZE_MS = countOf('OVATION_FAILURE_FREEZE_MS', 5_000);

describeOnServer('a server that is frozen', 'own', (servers) => {
  const stores = useStores();

  it(
    'lets no call wait longer than its limit, and is used again by the same store as soon as it goes on',
    atRandom(async (chance) => {
      const node = await servers.startNode();
      const store = stores.open({ ...QUICK, url: node.url });
      const stream = newStream();
      await store.append(stream, 'no-stream', someEvents(3));
      const start = await store.head();
      const follower = startFollower(store, start);
      const writers = startWriters(store, { count: 16, chance });
      await writers.more(100);

      await node.freeze();
      const thaw = moment(FREEZE_MS);
      const endings = await everyCall(store, stream);
      expect(endings.map(({ code }) => code)).not.toContain('ok');
      for (const { call, code, ms } of endings) {
        expect([call, code]).toStrictEqual([call, expect.stringMatching(/^(unavailable|outcome-unknown)$/)]);
        expect(ms).toBeLessThan(QUICK_BOUND_MS);
      }
      await thaw;
      await node.thaw();
      const thawedAt = performance.now();
      await writers.more(100);
      const told = await writers.stop();
      expect(told.slowestMs).toBeLessThan(QUICK_BOUND_MS);
      expect(await faultsOf(store, start, told)).toStrictEqual([]);
      expect(await follower.faultsAt(store)).toStrictEqual([]);
      report(
        `server frozen for ${String(FREEZE_MS)} ms`,
        `at a limit of ${String(QUICK.callTimeoutMs)} ms for each call the slowest append took ${String(Math.round(told.slowestMs))} ms; failed tries: ${failuresIn(told)}, of which ${String(told.repeated)} had been stored; first append ${String(firstAfter(told, thawedAt))} ms after it went on; none lost, none twice, none missed by the subscription`,
        chance.seed,
      );
    }),
    60_000 + FREEZE_MS,
  );
});
