import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { openStores, viewsOf, type Stores } from '#apps/api';
import { readConfiguration } from '#configuration';
import { newId } from '#event-store';
import { compareWithRebuild, type Log } from '#subscriptions';
import { enter, serversFor } from '#testing/http';
import { describeOnServer } from '#testing/kurrentdb';
import { aSeed, chanceOf, countOf } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { readWholeLog } from '../support/whole-log';
import { newStream, useStores } from './support/stores';

const ROUNDS = countOf('OVATION_FAILURE_ROUNDS', 4);
const WRITERS = 16;
/** Milliseconds from the first word of the process to its end, at the most. */
const LONGEST_LIFE = 400;

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

async function differencesFromRebuild({ store, readStore }: Stores): Promise<string[]> {
  const differences: string[] = [];
  for (const view of viewsOf(store)) {
    const { difference } = await compareWithRebuild({ store, readStore, view });
    if (difference !== undefined) differences.push(`${view.name}: ${JSON.stringify(difference)}`);
  }
  return differences;
}

describeOnServer('views of an event store on a server', 'own', (servers) => {
  const stores = useStores();
  const ovation = serversFor();
  const folders = useFolders();
  const programs = usePrograms();

  it(
    'are what their rebuild makes of the log, however often the process that keeps them is killed',
    async () => {
      const chance = chanceOf(aSeed());
      const node = await servers.startNode();
      const folder = folders.make();
      const configuration = readConfiguration({ OVATION_DATA_DIR: folder, EVENT_STORE_URL: node.url });
      let events = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const streams = Array.from({ length: WRITERS }, newStream);
        const program = programs.start(join(__dirname, 'record-until-killed.mts'), [folder, node.url, ...streams]);
        await program.told((line) => (line === 'ready' ? line : undefined));
        await moment(chance.whole(0, LONGEST_LIFE));
        expect(program.child.exitCode).toBeNull();
        await program.kill();

        const opened = await openStores(configuration, { mode: 'writer', log });
        try {
          await opened.views?.waitFor(await opened.store.head(), { timeoutMs: 30_000 });
          expect(await differencesFromRebuild(opened)).toStrictEqual([]);
          events = (await readWholeLog(opened.store)).events.length;
        } finally {
          await opened.close();
        }
      }
      expect(events).toBeGreaterThan(0);
      report(
        'process that keeps views of an event store on a server, killed',
        `${String(ROUNDS)} rounds, ${String(events)} events, every view equal to its rebuild`,
        chance.seed,
      );
    },
    60_000 + ROUNDS * 10_000,
  );

  it('lay aside an event that they cannot take, say so, and go on', async () => {
    const node = await servers.startNode({ isInMemory: true });
    const server = await ovation.start({ environment: { EVENT_STORE_URL: node.url } });
    await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
    const poison = { id: newId(), type: 'FilmRegistered', data: { title: 1 }, metadata: {} };
    await stores.open({ url: node.url }).append(newStream(), 'no-stream', [poison]);
    await enter(server, '/k-pops-2024/notes', { text: 'It goes on.' });
    expect(await server.get('/api/films/k-pops-2024')).toMatchObject({ status: 200 });
    const status = (await server.stores.views?.status()) ?? [];
    expect(status.map((view) => view.status)).toStrictEqual(status.map(() => 'live'));
    expect(status.reduce((sum, { deadLetters = 0 }) => sum + deadLetters, 0)).toBeGreaterThan(0);
  });
});
