import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { useProxies, type ProxiedServer } from './support/proxies';
import { appendAtLast, idsOf, newStream, QUICK, someEvents, useStores } from './support/stores';
import { failuresIn, startWriters } from './support/writers';

const CUTS = countOf('OVATION_FAILURE_CUTS', 40);

describeOnServer('an append whose answer is lost', 'own', (servers) => {
  const proxies = useProxies();
  const stores = useStores();

  it.each([
    ['the connection is cut', (proxy: ProxiedServer) => proxy.cut()],
    ['no answer ever comes', () => undefined],
  ])('is of unknown outcome when %s, and found stored once when it is repeated', async (_, lose) => {
    const node = await servers.startNode({ isInMemory: true });
    const proxy = await proxies.before(node);
    const store = stores.open({ ...QUICK, url: proxy.url });
    const direct = stores.open({ url: node.url });
    const stream = newStream();
    const [first, second] = [someEvents(2), someEvents(2)];
    await store.append(stream, 'no-stream', first);

    proxy.mute();
    const lost = store.append(stream, 1n, second);
    const failure = expect(lost).rejects.toMatchObject({ name: 'EventStoreError', code: 'outcome-unknown' });
    while ((await idsOf(direct, stream)).length < 4);
    lose(proxy);
    await failure;
    await proxy.pass();

    expect(await appendAtLast(store, stream, 1n, second)).toMatchObject({ revision: 3n, repeated: true });
    expect(await idsOf(direct, stream)).toStrictEqual([...first, ...second].map(({ id }) => id));
  });

  it(
    'is stored once wherever in the answers the connection is cut',
    atRandom(async (chance) => {
      const node = await servers.startNode({ isInMemory: true });
      const proxy = await proxies.before(node);
      const store = stores.open({ ...QUICK, url: proxy.url });
      const direct = stores.open({ url: node.url });
      const start = await direct.head();
      const writers = startWriters(store, { count: 16, chance });
      for (let cut = 0; cut < CUTS; cut += 1) {
        await writers.more(chance.whole(1, 40));
        await proxy.cutAfter(chance.whole(0, 2_000));
      }
      await writers.more(1);
      const told = await writers.stop();
      expect(await faultsOf(direct, start, told)).toStrictEqual([]);
      report(
        'connection cut in the middle of answers',
        `${String(CUTS)} cuts under 16 writers, ${String(told.appends)} appends acknowledged, failed tries: ${failuresIn(told)}, of which ${String(told.repeated)} had been stored; none lost, none twice`,
        chance.seed,
      );
    }),
    60_000 + CUTS * 2_000,
  );
});
