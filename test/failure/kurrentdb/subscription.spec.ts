import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { startFollower } from './support/follower';
import { useProxies } from './support/proxies';
import { QUICK, useStores } from './support/stores';
import { startWriters } from './support/writers';

const CUTS = countOf('OVATION_FAILURE_CUTS', 40);

describeOnServer('a subscription', 'own', (servers) => {
  const proxies = useProxies();
  const stores = useStores();

  it(
    'goes on where it was, however often its connection is cut, silent or refused',
    atRandom(async (chance) => {
      const node = await servers.startNode({ isInMemory: true });
      const proxy = await proxies.before(node);
      const store = stores.open({ ...QUICK, url: proxy.url });
      const direct = stores.open({ url: node.url });
      const start = await direct.head();
      const writers = startWriters(direct, { count: 4, chance });
      const follower = startFollower(store, start);
      for (let cut = 0; cut < CUTS; cut += 1) {
        await follower.more(chance.whole(0, 30));
        const fault = chance.whole(1, 8);
        if (fault === 1) {
          await proxy.refuse();
          await writers.more(10);
          await proxy.pass();
        } else if (fault === 2) {
          proxy.mute();
          await writers.more(10);
          proxy.cut();
          await proxy.pass();
        } else {
          await proxy.cutAfter(chance.whole(0, 3_000));
        }
      }
      const told = await writers.stop();
      expect(await follower.faultsAt(direct)).toStrictEqual([]);
      expect(await faultsOf(direct, start, told)).toStrictEqual([]);
      report(
        'subscription over connections that are cut',
        `${String(CUTS)} cuts, ${String(follower.seen.length)} events, none missing, none twice, in order`,
        chance.seed,
      );
    }),
    60_000 + CUTS * 2_000,
  );

  it(
    'goes on when the server was killed, and when it was asked to end',
    atRandom(async (chance) => {
      const node = await servers.startNode();
      const store = stores.open({ ...QUICK, url: node.url });
      const start = await store.head();
      const writers = startWriters(store, { count: 4, chance });
      const follower = startFollower(store, start);
      await follower.more(50);
      await node.kill();
      await node.restart();
      await follower.more(50);
      await node.stop();
      await node.restart();
      await follower.more(50);
      const told = await writers.stop();
      expect(await follower.faultsAt(store)).toStrictEqual([]);
      expect(await faultsOf(store, start, told)).toStrictEqual([]);
      report(
        'subscription over restarts of the server',
        `SIGKILL and SIGTERM, ${String(follower.seen.length)} events, none missing, none twice, in order`,
        chance.seed,
      );
    }),
  );
});
