import { describeOnServer } from '#testing/kurrentdb';
import { atRandom } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { startFollower } from './support/follower';
import { useProxies } from './support/proxies';
import {
  appendAtLast,
  everyCall,
  idsOf,
  newStream,
  QUICK,
  QUICK_BOUND_MS,
  someEvents,
  useStores,
} from './support/stores';
import { failuresIn, startWriters } from './support/writers';

const SLOW_MS = 100;

describeOnServer('a slow server', 'own', (servers) => {
  const proxies = useProxies();
  const stores = useStores();

  it(
    'is waited for as long as the limit allows, then given up, and found again',
    atRandom(async (chance) => {
      const node = await servers.startNode({ isInMemory: true });
      const proxy = await proxies.before(node);
      const store = stores.open({ ...QUICK, url: proxy.url });
      const start = await store.head();
      const follower = startFollower(store, start);
      proxy.delay(SLOW_MS);
      const writers = startWriters(store, { count: 16, chance });
      await writers.more(64);
      const told = await writers.stop();
      expect(told.failures).toStrictEqual({});
      expect(await faultsOf(store, start, told)).toStrictEqual([]);

      proxy.delay(QUICK.callTimeoutMs);
      const stream = newStream();
      for (const { call, code, ms } of await everyCall(store, stream)) {
        expect([call, code]).toStrictEqual([call, expect.stringMatching(/^(unavailable|outcome-unknown)$/)]);
        expect(ms).toBeLessThan(QUICK_BOUND_MS);
      }
      const events = someEvents(2);
      const unheard = store.append(stream, 'no-stream', events);
      await expect(unheard).rejects.toMatchObject({
        code: expect.stringMatching(/^(unavailable|outcome-unknown)$/) as string,
      });
      await proxy.pass();
      await appendAtLast(store, stream, 'no-stream', events);
      expect(await idsOf(store, stream)).toStrictEqual(events.map(({ id }) => id));
      expect(await follower.faultsAt(store)).toStrictEqual([]);
      report(
        `server ${String(SLOW_MS)} ms away, each way`,
        `${String(told.appends)} appends by 16 writers, failed tries: ${failuresIn(told)}, slowest ${String(Math.round(told.slowestMs))} ms`,
        chance.seed,
      );
    }),
  );
});
