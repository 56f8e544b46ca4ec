import { anEvent, newStream, someEvents, streamOf } from '../contract';
import { newId } from '../recording';
import { codeOf, useLogFolder } from './log-folder';
import type { SqliteEventStore } from './store';

const begin = (store: SqliteEventStore, count: number) =>
  Promise.all(Array.from({ length: count }, () => store.append(newStream(), 'no-stream', [anEvent()])));

describe('group commit', () => {
  const folder = useLogFolder();

  it('writes what arrives together in one transaction', async () => {
    const store = folder.open();
    await begin(store, 64);
    expect(store.stats()).toStrictEqual({ commits: 1, appends: 64, events: 64 });
    await begin(store, 1);
    await begin(store, 1);
    expect(store.stats()).toStrictEqual({ commits: 3, appends: 66, events: 66 });
  });

  it('shares transactions among writers who go on as soon as they are answered', async () => {
    const store = folder.open();
    const rounds = 10;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        const stream = newStream();
        await store.append(stream, 'no-stream', [anEvent()]);
        for (let revision = 0n; revision < rounds - 1; revision += 1n)
          await store.append(stream, revision, [anEvent()]);
      }),
    );
    expect(store.stats()).toStrictEqual({ commits: rounds, appends: 32 * rounds, events: 32 * rounds });
  });

  it('bounds a group', async () => {
    const store = folder.open({ maxGroupAppends: 16 });
    await begin(store, 64);
    expect(store.stats().commits).toBe(4);
    await begin(store, 17);
    expect(store.stats().commits).toBe(6);
  });

  it('bounds what may wait', async () => {
    const store = folder.open({ maxWaitingAppends: 3 });
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => codeOf(() => store.append(newStream(), 'no-stream', [anEvent()]))),
    );
    expect(codes).toStrictEqual(['none', 'none', 'none', 'unavailable', 'unavailable']);
    expect(await codeOf(() => begin(store, 3))).toBe('none');
  });

  it('commits nothing for what is repeated or refused', async () => {
    const store = folder.open();
    const stream = newStream();
    const events = someEvents(2);
    await store.append(stream, 'no-stream', events);
    await Promise.all([
      store.append(stream, 'no-stream', events),
      codeOf(() => store.append(stream, 'no-stream', [anEvent()])),
    ]);
    expect(store.stats()).toStrictEqual({ commits: 1, appends: 2, events: 2 });
  });

  it('refuses an id that belongs to another event, with all that came in the same append', async () => {
    const store = folder.open();
    const [stream, other] = [newStream(), newStream()];
    const taken = anEvent();
    await store.append(stream, 'no-stream', [taken]);
    const [single, batch, head, neighbour] = await Promise.all([
      codeOf(() => store.append(other, 'no-stream', [taken])),
      codeOf(() => store.append(other, 'no-stream', [anEvent(), anEvent(), taken, anEvent()])),
      codeOf(() => store.append(stream, 0n, [anEvent(), { ...anEvent(), id: taken.id.toUpperCase() }])),
      codeOf(() => store.append(newStream(), 'no-stream', someEvents(3))),
    ]);
    expect([single, batch, head, neighbour]).toStrictEqual(['invalid', 'invalid', 'invalid', 'none']);
    expect(await streamOf(store, other)).toStrictEqual([]);
    expect(await streamOf(store, stream)).toHaveLength(1);
    expect((await store.append(other, 'no-stream', someEvents(2))).revision).toBe(1n);
    expect(store.stats().events).toBe(6);
  });

  it('knows streams that have left its cache', async () => {
    const store = folder.open({ streamCacheSize: 2 });
    const streams = Array.from({ length: 8 }, () => `film-${newId()}`);
    for (const stream of streams) await store.append(stream, 'no-stream', someEvents(2));
    for (const stream of streams) expect((await store.append(stream, 1n, someEvents(1))).revision).toBe(2n);
    for (const stream of streams) expect(await codeOf(() => store.append(stream, 1n, someEvents(1)))).toBe('conflict');
  });
});
