import { setTimeout as moment } from 'node:timers/promises';
import { startServer, type Stores } from '#apps/api';
import { readConfiguration } from '#configuration';
import type { Position } from '#event-store';
import type { ViewStatus } from '#subscriptions';
import { apiClient, enter } from '#testing/http';
import { describeOnServer, type SingleNode } from '#testing/kurrentdb';
import { useFolders } from '../support/folders';
import { SILENT, viewsThatDifferAtHead } from '../support/views';
import { startFollower } from './support/follower';
import { newStream, QUICK, someEvents, useStores } from './support/stores';

const K_POPS = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const FILM = '/k-pops-2024';
/** A server starts four times in it, and views are made anew. */
const LIMIT_MS = 180_000;

/** Does `work` between a backup and the loss of everything since, and `mourn` while the server is down. */
async function backUpAndLose(
  node: SingleNode,
  work: () => Promise<void>,
  mourn: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await node.kill();
  const copy = node.copyData();
  await node.restart();
  await work();
  await mourn();
  await node.kill();
  node.restoreData(copy);
  await node.restart();
}

/** Views that have read further are not there yet: they have to find out. */
async function untilAllStandAt(position: Position, { views }: Stores): Promise<void> {
  const isElsewhere = (status: ViewStatus): boolean => status.position !== position;
  while ((await views?.status())?.some(isElsewhere) ?? true) await moment(50);
}

describeOnServer('an event store restored from an older backup', 'own', (servers) => {
  const stores = useStores();
  const folders = useFolders();
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('says to whoever read further that what he read is not there', async () => {
    const node = await servers.startNode();
    const store = stores.open({ ...QUICK, url: node.url });
    const patient = stores.open({ url: node.url });
    const stream = newStream();
    await store.append(stream, 'no-stream', someEvents(20));
    const kept = await store.head();
    const follower = startFollower(store, kept);
    let lost = kept;
    await backUpAndLose(node, async () => {
      ({ position: lost } = await patient.append(stream, 19n, someEvents(20)));
      await follower.reached(20);
    });
    const isSaid = { code: 'position-unknown', message: expect.stringMatching(/older backup.*Rebuild/) as string };
    await expect(follower.reached(21)).rejects.toMatchObject(isSaid);
    await expect(startFollower(store, lost).reached(1)).rejects.toMatchObject(isSaid);
    expect(await patient.head()).toBe(kept);

    const again = startFollower(store, kept);
    const events = someEvents(2);
    await patient.append(stream, 19n, events);
    await again.reached(2);
    expect(again.seen.map(({ id }) => id)).toStrictEqual(events.map(({ id }) => id));
    await again.stop();
  });

  it.each([
    ['goes on meanwhile', true],
    ['was stopped before', false],
  ])(
    'is noticed by a server that %s: it shows nothing that is not in the log',
    async (_, goesOn) => {
      const node = await servers.startNode();
      const environment = { OVATION_DATA_DIR: folders.make(), PORT: '0', EVENT_STORE_URL: node.url };
      const start = async () => {
        const server = await startServer(readConfiguration(environment), { log: SILENT });
        stops.push(() => server.stop());
        return { ...server, ...apiClient(server.url) };
      };
      const first = await start();
      await enter(first, '', K_POPS);
      await enter(first, `${FILM}/notes`, { text: 'Kept.' });
      const lose = async () => {
        for (let note = 0; note < 5; note += 1) await enter(first, `${FILM}/notes`, { text: `Lost ${String(note)}.` });
        // Views that have not seen it have nothing to notice.
        await first.stores.views?.waitFor(await first.stores.store.head(), { timeoutMs: LIMIT_MS });
      };
      await backUpAndLose(node, lose, () => (goesOn ? Promise.resolve() : first.stop()));

      if (goesOn) {
        const seen = apiClient(first.url);
        await untilAllStandAt(await first.stores.store.head(), first.stores);
        const { text: shown } = await seen.get('/api/audit/events');
        expect(shown).toContain('Kept.');
        expect(shown).not.toContain('Lost');
        expect(await viewsThatDifferAtHead(first.stores)).toStrictEqual([]);
        await enter(seen, `${FILM}/notes`, { text: 'After.' });
        expect(await viewsThatDifferAtHead(first.stores)).toStrictEqual([]);
        await first.stop();
      }
      const second = await start();
      expect(await viewsThatDifferAtHead(second.stores)).toStrictEqual([]);
      await enter(second, `${FILM}/notes`, { text: 'After the restart.' });
      const { text } = await second.get('/api/audit/events');
      expect(text).toContain('After the restart.');
      expect(text).not.toContain('Lost');
      expect(await viewsThatDifferAtHead(second.stores)).toStrictEqual([]);
    },
    LIMIT_MS,
  );
});
