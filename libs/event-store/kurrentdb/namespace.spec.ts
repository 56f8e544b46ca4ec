import { describeOnServer } from '#testing/kurrentdb';
import { anEvent, collect, follow, newStream, someEvents, streamOf } from '../contract';
import { isCaughtUp } from '../port';
import { openKurrentEventStore } from './index';

describeOnServer('several Ovations on one server', 'any', (servers) => {
  it('knows nothing of the events of another namespace, nor of other categories', async () => {
    const url = await servers.url();
    const own = `test${process.hrtime.bigint()}`;
    const [store, other, films] = [
      openKurrentEventStore({ url: `${url}&namespace=${own}` }),
      openKurrentEventStore({ url: `${url}&namespace=${own}2` }),
      openKurrentEventStore({ url: `${url}&namespace=${own}`, categories: ['film'] }),
    ];
    const stream = newStream();
    await store.append('slug-k-pops', 'no-stream', [anEvent()]);
    await store.append(stream, 'no-stream', someEvents(3));
    await other.append(stream, 'no-stream', someEvents(5));

    const streams = async (of: typeof store) => (await collect(of.readAll())).map((event) => event.stream);
    expect(await streams(store)).toStrictEqual(['slug-k-pops', stream, stream, stream]);
    expect(await streams(films)).toStrictEqual([stream, stream, stream]);
    expect(await streamOf(other, stream)).toHaveLength(5);
    const seen = await follow(films, '' as never, (items) => items.some(isCaughtUp));
    expect(seen).toStrictEqual([...(await streamOf(store, stream)), { caughtUp: true, position: await films.head() }]);
    await Promise.all([store, other, films].map((one) => one.close()));
  });
});
