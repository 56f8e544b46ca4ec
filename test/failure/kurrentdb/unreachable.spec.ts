import { describeOnServer, type SingleNode } from '#testing/kurrentdb';
import { report } from '../support/report';
import { useProxies, type ProxiedServer } from './support/proxies';
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

const direct = (url: string): string => url;
/** The client looks for the nodes of a cluster first, and remembers for ever that it found none. */
const discovering = (url: string): string => url.replace('kurrentdb://', 'kurrentdb+discover://');

describeOnServer('a server that cannot be reached at first', 'own', (servers) => {
  const proxies = useProxies();
  const stores = useStores();
  let started: Promise<SingleNode> | undefined;

  it.each([
    ['accepts and never answers', direct, (proxy: ProxiedServer) => proxy.blackHole()],
    ['is frozen, and has to be discovered', discovering, (proxy: ProxiedServer) => proxy.freeze()],
    ['is frozen', direct, (proxy: ProxiedServer) => proxy.freeze()],
    ['is not there', direct, (proxy: ProxiedServer) => proxy.refuse()],
    ['is not there, and has to be discovered', discovering, (proxy: ProxiedServer) => proxy.refuse()],
  ])('is found by the same store later, when it %s', async (fault, urlOf, begin) => {
    const node = await (started ??= servers.startNode({ isInMemory: true }));
    const proxy = await proxies.before(node);
    const start = await stores.open({ url: node.url }).head();
    begin(proxy);
    const store = stores.open({ ...QUICK, url: urlOf(proxy.url) });
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const item of store.subscribe({ after: start, signal: stop.signal })) {
        if ('id' in item) seen.push(item.id);
        if (seen.length === 2) stop.abort();
      }
    })();

    const endings = await everyCall(store, newStream());
    for (const { call, code, ms } of endings) {
      expect([call, code]).toStrictEqual([call, expect.stringMatching(/^(unavailable|outcome-unknown)$/)]);
      expect(ms).toBeLessThan(QUICK_BOUND_MS);
    }

    await proxy.pass();
    const begun = performance.now();
    const stream = newStream();
    const events = someEvents(2);
    await appendAtLast(store, stream, 'no-stream', events);
    const ms = Math.round(performance.now() - begun);
    expect(await idsOf(store, stream)).toStrictEqual(events.map(({ id }) => id));
    await following;
    expect(seen).toStrictEqual(events.map(({ id }) => id));
    report(
      `server that ${fault}`,
      `slowest answer ${String(Math.max(...endings.map((ending) => ending.ms)))} ms at a limit of ${String(QUICK.callTimeoutMs)} ms for each call, first append ${String(ms)} ms after it can be reached`,
    );
  });
});
