import { join } from 'node:path';
import { openStores } from '#apps/api';
import { readConfiguration } from '#configuration';
import { newId } from '#event-store';
import { enter, serversFor } from '#testing/http';
import { describeOnServer } from '#testing/kurrentdb';
import { atRandom, countOf } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { SILENT, viewsThatDifferAtHead } from '../support/views';
import { newStream, useStores } from './support/stores';

const ROUNDS = countOf('OVATION_FAILURE_VIEW_ROUNDS', 4);
const WRITERS = 8;
/** Of the read store, from its first start on: making the tables of the views, then batches. */
const LAST_COMMIT = 40;

describeOnServer('views of an event store on a server', 'own', (servers) => {
  const stores = useStores();
  const ovation = serversFor();
  const folders = useFolders();
  const programs = usePrograms();

  it(
    'hold each event once where the process that keeps them is killed at the commit of a batch and its checkpoint',
    atRandom(async (chance) => {
      const node = await servers.startNode({ isInMemory: true });
      for (let round = 0; round < ROUNDS; round += 1) {
        const folder = folders.make();
        const streams = Array.from({ length: WRITERS }, newStream);
        const program = programs.start(join(__dirname, 'record-until-killed.mts'), [folder, node.url, ...streams], {
          flags: ['--require', join(__dirname, '../support/die-at-view-commit.cjs')],
          env: {
            DIE_AT_VIEW_COMMIT: String(chance.whole(1, LAST_COMMIT)),
            DIE_WHEN: chance.one(['before', 'after']),
          },
        });
        expect(await program.ended).toBe('SIGKILL');

        const configuration = readConfiguration({ OVATION_DATA_DIR: folder, EVENT_STORE_URL: node.url });
        const opened = await openStores(configuration, { mode: 'writer', log: SILENT });
        try {
          expect(await viewsThatDifferAtHead(opened)).toStrictEqual([]);
        } finally {
          await opened.close();
        }
      }
      report(
        'process that keeps views of an event store on a server, killed at a commit',
        `${String(ROUNDS)} kills, every view equal to its rebuild`,
        chance.seed,
      );
    }),
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
