import { setTimeout as moment } from 'node:timers/promises';
import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { report } from '../support/report';
import { faultsOf } from './support/faults';
import { useStores } from './support/stores';
import { failuresIn, firstAfter, startWriters } from './support/writers';

const WRITERS = 64;
const ROUNDS = countOf('OVATION_FAILURE_ROUNDS', 3);

describeOnServer('a server that is killed', 'own', (servers) => {
  const stores = useStores();

  it(
    'keeps whatever was acknowledged to 64 writers, once and in order, and takes again what failed',
    atRandom(async (chance) => {
      const node = await servers.startNode();
      const store = stores.open({ url: node.url });
      const start = await store.head();
      const writers = startWriters(store, { count: WRITERS, chance });
      const backAt: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await writers.more(WRITERS);
        await moment(chance.whole(0, 400));
        await node.kill();
        await node.restart();
        backAt.push(performance.now());
      }
      await writers.more(WRITERS);
      const told = await writers.stop();
      expect(await faultsOf(store, start, told)).toStrictEqual([]);
      const waits = backAt.map((moment) => firstAfter(told, moment)).join(', ');
      report(
        `kill -9 of the server under ${String(WRITERS)} writers`,
        `${String(ROUNDS)} rounds, ${String(told.appends)} appends acknowledged, failed tries: ${failuresIn(told)}, of which ${String(told.repeated)} had been stored; none lost, none twice; first append after ${waits} ms`,
        chance.seed,
      );
    }),
    60_000 + ROUNDS * 10_000,
  );
});
