import { describeOnServer, type Cluster } from '#testing/kurrentdb';
import { atRandom } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { startFollower } from './support/follower';
import { everyCall, newStream, QUICK, QUICK_BOUND_MS, someEvents, useStores } from './support/stores';
import { failuresIn, firstAfter, startWriters, type Writers } from './support/writers';

const WRITERS = 16;
const LIMIT_MS = 180_000;

describeOnServer('a cluster of three', 'own', (servers) => {
  const stores = useStores();
  let started: Promise<Cluster> | undefined;

  /**
   * Writers and a subscription go on while `harm` is done and mended; it answers the moment from which the first append is
   * awaited. After it the cluster must be whole, and everything acknowledged there once, and have come once.
   */
  const survives = (scenario: string, harm: (cluster: Cluster, writers: Writers) => Promise<number>) =>
    atRandom(async (chance) => {
      const cluster = await (started ??= servers.startCluster());
      await cluster.settled();
      const before = cluster.restarts();
      const store = stores.open({ ...QUICK, url: cluster.url });
      const patient = stores.open({ url: cluster.url });
      const start = await patient.head();
      const follower = startFollower(store, start);
      const writers = startWriters(store, { count: WRITERS, chance });
      await writers.more(100);
      const from = await harm(cluster, writers);
      await cluster.settled();
      await writers.more(100);
      const told = await writers.stop();
      expect(told.slowestMs).toBeLessThan(QUICK_BOUND_MS);
      expect(await faultsOf(patient, start, told)).toStrictEqual([]);
      expect(await follower.faultsAt(patient)).toStrictEqual([]);
      report(
        `three nodes, ${scenario}`,
        `first append after ${String(firstAfter(told, from))} ms; ${String(told.appends)} appends acknowledged, failed tries: ${failuresIn(told)}, of which ${String(told.repeated)} had been stored; ${String(cluster.restarts() - before)} restarts of nodes by themselves; none lost, none twice, none missed by the subscription`,
        chance.seed,
      );
    });

  it(
    'goes on when its leader is killed',
    survives('leader killed', async (cluster, writers) => {
      const leader = await cluster.leader();
      await leader.kill();
      const from = performance.now();
      await writers.more(WRITERS);
      await leader.restart();
      return from;
    }),
    LIMIT_MS,
  );

  it(
    'goes on when a follower is killed',
    survives('follower killed', async (cluster, writers) => {
      const follower = await cluster.follower();
      await follower.kill();
      const from = performance.now();
      await writers.more(100);
      await follower.restart();
      return from;
    }),
    LIMIT_MS,
  );

  it(
    'goes on when its leader is frozen, and when that one comes back and believes it leads',
    survives('leader frozen, then thawed', async (cluster, writers) => {
      const frozen = await cluster.leader();
      await frozen.freeze();
      const from = performance.now();
      await writers.more(100);
      expect((await cluster.leader()).port).not.toBe(frozen.port);
      await frozen.thaw();
      return from;
    }),
    LIMIT_MS,
  );

  it(
    'answers within the limit while its majority is lost, and goes on when it is back',
    survives('majority lost for a while', async (cluster, writers) => {
      const store = stores.open({ ...QUICK, url: cluster.url });
      // Not one of the writers': what fails here may be stored later, in the place of what they write next.
      const stream = newStream();
      await store.append(stream, 'no-stream', someEvents(1));
      const leader = await cluster.leader();
      const others = cluster.nodes.filter(({ port }) => port !== leader.port);
      await Promise.all(others.map((node) => node.kill()));
      await writers.failure();
      const endings = await everyCall(store, stream);
      for (const { call, code, ms } of endings) {
        expect([call, code]).toStrictEqual([call, expect.stringMatching(/^(ok|unavailable|outcome-unknown)$/)]);
        expect(ms).toBeLessThan(QUICK_BOUND_MS);
      }
      expect(endings[0]?.code).not.toBe('ok');
      await Promise.all(others.map((node) => node.restart()));
      return performance.now();
    }),
    LIMIT_MS,
  );
});
