import { setTimeout as moment } from 'node:timers/promises';
import { enter, serversFor } from '#testing/http';
import { describeOnServer, type SingleNode } from '#testing/kurrentdb';
import { report } from '../support/report';
import { startFollower } from './support/follower';
import { newStream, QUICK, someEvents, useStores } from './support/stores';

const K_POPS = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };

/** Runs `work` between the backup and the loss, then restores the backup. */
async function backUpAndLose(node: SingleNode, work: () => Promise<void>): Promise<void> {
  await node.kill();
  const copy = node.copyData();
  await node.restart();
  await work();
  await node.kill();
  node.restoreData(copy);
  await node.restart();
}

describeOnServer('an event store restored from an older backup', 'own', (servers) => {
  const stores = useStores();
  const ovation = serversFor();

  it('says to whoever read further that what he read is not there', async () => {
    const node = await servers.startNode();
    const store = stores.open({ ...QUICK, url: node.url });
    const stream = newStream();
    await store.append(stream, 'no-stream', someEvents(20));
    const kept = await store.head();
    const follower = startFollower(store, kept);
    let lost = kept;
    await backUpAndLose(node, async () => {
      ({ position: lost } = await stores.open({ url: node.url }).append(stream, 19n, someEvents(20)));
      await follower.reached(20);
    });
    const isSaid = { code: 'invalid', message: expect.stringMatching(/older backup.*Rebuild/) as string };
    await expect(follower.reached(21)).rejects.toMatchObject(isSaid);
    await expect(startFollower(store, lost).reached(1)).rejects.toMatchObject(isSaid);
    expect(await stores.open({ url: node.url }).head()).toBe(kept);

    const again = startFollower(store, kept);
    const events = someEvents(2);
    await store.append(stream, 19n, events);
    await again.reached(2);
    expect(again.seen.map(({ id }) => id)).toStrictEqual(events.map(({ id }) => id));
    await again.stop();
  });

  it('is noticed by a server that goes on, which shows nothing that never happened, and by the next one', async () => {
    const node = await servers.startNode();
    const first = await ovation.start({ environment: { EVENT_STORE_URL: node.url } });
    await enter(first, '', K_POPS);
    await enter(first, '/k-pops-2024/notes', { text: 'Kept.' });
    await backUpAndLose(node, async () => {
      for (let note = 0; note < 5; note += 1)
        await enter(first, '/k-pops-2024/notes', { text: `Lost ${String(note)}.` });
    });
    for (let i = 0; i < 12; i += 1) {
      const { status, text } = await first.post('/api/films/k-pops-2024/notes', { text: 'After.' });
      process.stderr.write(`POST ${String(status)} ${text}\n`);
      process.stderr.write(`${JSON.stringify(await first.stores.views?.status())}\n`.slice(0, 900));
      process.stderr.write(
        `GET ${(await first.get('/api/films/k-pops-2024', { 'at-least': '' })).text.slice(0, 300)}\n`,
      );
      process.stderr.write(`health ${(await first.get('/health/ready')).text.slice(0, 300)}\n`);
      await moment(1000);
    }
    report('event store restored from an older backup', 'x');
  });
});
