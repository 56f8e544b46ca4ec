import { anEvent, collect, follow, newStream, someEvents, streamOf } from '../contract';
import { isCaughtUp, START, type Position } from '../port';
import { codeOf, useLogFolder } from './log-folder';
import { startProcess } from './other-process';

describe('a read-only store', () => {
  const folder = useLogFolder();

  it('reads while another one writes, and sees what it commits', async () => {
    const writer = folder.open();
    const reader = folder.open({ readOnly: true });
    const stream = newStream();
    expect(await reader.head()).toBe(START);
    await writer.append(stream, 'no-stream', someEvents(3));
    expect(await streamOf(reader, stream)).toStrictEqual(await streamOf(writer, stream));
    await writer.append(stream, 2n, someEvents(2));
    expect(await reader.head()).toBe(await writer.head());
    expect(await collect(reader.readAll())).toHaveLength(5);
  });

  it('refuses to append', async () => {
    await folder.open().close();
    const reader = folder.open({ readOnly: true });
    expect(await codeOf(() => reader.append(newStream(), 'no-stream', [anEvent()]))).toBe('read-only');
    expect(reader.stats()).toStrictEqual({ commits: 0, appends: 0, events: 0 });
  });

  it('needs no writer', async () => {
    const stream = newStream();
    const writer = folder.open();
    await writer.append(stream, 'no-stream', someEvents(3));
    await writer.close();
    expect(await streamOf(folder.open({ readOnly: true }), stream)).toHaveLength(3);
  });

  it('follows what another process writes', async () => {
    await folder.open().close();
    const reader = folder.open({ readOnly: true, pollIntervalMs: 1 });
    const stream = newStream();
    const count = 40;
    const following = follow(reader, START, (seen) => seen.filter((item) => !isCaughtUp(item)).length === count);
    const other = startProcess(`
      const store = openSqliteEventStore({ file: ${JSON.stringify(folder.file)} });
      const events = ${JSON.stringify(someEvents(count))};
      for (const [index, event] of events.entries()) {
        await store.append(${JSON.stringify(stream)}, index === 0 ? 'no-stream' : BigInt(index - 1), [event]);
      }
      setInterval(() => {}, 1000);
    `);
    const seen = (await following).filter((item) => !isCaughtUp(item));
    await other.kill();
    expect(seen).toStrictEqual(await streamOf(reader, stream));
    expect(seen).toHaveLength(count);
  });

  it('is told of what another thread of its process commits, and need not look', async () => {
    const writer = folder.open();
    const reader = folder.open({ readOnly: true, pollIntervalMs: 2 ** 30 });
    const stream = newStream();
    const following = follow(reader, START, (seen) => {
      // Each time it waits, so that only word of the next commit can wake it.
      const last = seen.at(-1);
      if (last !== undefined && isCaughtUp(last))
        void writer.append(stream, seen.length === 1 ? 'no-stream' : 'exists', [anEvent()]);
      return seen.length === 6;
    });
    expect((await following).filter((item) => !isCaughtUp(item))).toStrictEqual(await streamOf(writer, stream));
  });

  it('ends a waiting subscription when it is aborted, and tells of it when it is closed', async () => {
    await folder.open().close();
    const reader = folder.open({ readOnly: true, pollIntervalMs: 1 });
    const stop = new AbortController();
    const [aborted, closed] = [stop.signal, new AbortController().signal].map((signal) =>
      reader.subscribe({ after: START, signal })[Symbol.asyncIterator](),
    );
    await Promise.all([aborted?.next(), closed?.next()]);
    const [end, failure] = [aborted?.next(), codeOf(() => closed?.next())];
    stop.abort();
    expect(await end).toStrictEqual({ done: true, value: undefined });
    await reader.close();
    expect(await failure).toBe('closed');
  });

  it('says so when there is no log', async () => {
    expect(await codeOf(() => folder.open({ readOnly: true }))).toBe('unavailable');
  });
});

describe('a subscription', () => {
  const folder = useLogFolder();

  it('says that it has caught up each time that it has been behind', async () => {
    const store = folder.open();
    const stream = newStream();
    let written = 0;
    const seen = await follow(store, START, (items) => {
      if (items.at(-1) !== undefined && 'caughtUp' in (items.at(-1) ?? {}) && written < 3) {
        void store.append(stream, written === 0 ? 'no-stream' : BigInt(written - 1), [anEvent()]);
        written += 1;
      }
      return items.length === 7;
    });
    const [first, second, third] = (await streamOf(store, stream)).map((event) => event);
    expect(seen).toStrictEqual([
      { caughtUp: true, position: START },
      first,
      { caughtUp: true, position: first?.position },
      second,
      { caughtUp: true, position: second?.position },
      third,
      { caughtUp: true, position: third?.position },
    ]);
  });

  it('refuses a position that this log has not reached', async () => {
    const store = folder.open();
    await store.append(newStream(), 'no-stream', someEvents(2));
    const after = '00000000000000000003' as Position;
    expect(await codeOf(() => collect(store.subscribe({ after, signal: AbortSignal.timeout(1000) })))).toBe(
      'position-unknown',
    );
    expect(await collect(store.readAll({ after }))).toStrictEqual([]);
  });
});
