import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { report } from '../support/report';
import { useProxies } from './support/proxies';
import { newStream, QUICK, someEvents, useStores } from './support/stores';

const CUTS = countOf('OVATION_FAILURE_CUTS', 200);
const EVENTS = 20;
/** Somewhat more than the answers of a new connection and of a read take. */
const MOST_BYTES = 12_000;

describeOnServer('a read', 'own', (servers) => {
  const proxies = useProxies();
  const stores = useStores();

  it(
    'never ends early without saying so, wherever its answer is cut',
    atRandom(async (chance) => {
      const node = await servers.startNode({ isInMemory: true });
      const proxy = await proxies.before(node);
      const direct = stores.open({ url: node.url });
      const stream = newStream();
      const events = someEvents(EVENTS);
      const { position } = await direct.append(stream, 'no-stream', events);
      const store = stores.open({ ...QUICK, url: proxy.url });
      const ids = events.map(({ id }) => id);
      for (let cut = 0; cut < CUTS; cut += 1) {
        void proxy.cutAfter(chance.whole(0, MOST_BYTES));
        const read: string[] = [];
        for await (const { id } of store.readStream(stream)) read.push(id);
        expect(read).toStrictEqual(ids);
        expect(await store.head()).toBe(position);
      }
      report('reads over connections that are cut', `${String(CUTS)} cuts, every read whole`, chance.seed);
    }),
    60_000 + CUTS * 500,
  );
});
