import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import fc from 'fast-check';
import { isCaughtUp, type CaughtUp, type EventStore, type Position, type RecordedEvent } from '../port';
import { collect, follow, newStream, someEvents, useStore, type MakeStore } from './subject';

const eventsIn = (items: readonly (RecordedEvent | CaughtUp)[]): RecordedEvent[] =>
  items.filter((item): item is RecordedEvent => !isCaughtUp(item));

const has = (count: number) => (seen: readonly (RecordedEvent | CaughtUp)[]) => eventsIn(seen).length >= count;

/** Appends batches of the given sizes to a new stream, one after the other. */
async function write(store: EventStore, sizes: readonly number[]): Promise<void> {
  const stream = newStream();
  let written = 0;
  for (const size of sizes) {
    await store.append(stream, written === 0 ? 'no-stream' : BigInt(written - 1), someEvents(size, written));
    written += size;
  }
}

export function subscribing(makeStore: MakeStore): void {
  const bench = useStore(makeStore);

  it('tells what there is, then that it has caught up, then what comes', async () => {
    await write(bench.store, [3]);
    const stream = newStream();
    const seen = await follow(bench.store, bench.start, (items) => {
      if (items.filter(isCaughtUp).length === 1 && items.at(-1)?.position === items[2]?.position) {
        void bench.store.append(stream, 'no-stream', someEvents(2));
      }
      return has(5)(items);
    });
    const log = await collect(bench.store.readAll({ after: bench.start }));
    expect(log).toHaveLength(5);
    expect(eventsIn(seen)).toStrictEqual(log);
    expect(seen.slice(0, 3)).toStrictEqual(log.slice(0, 3));
    expect(seen[3]).toStrictEqual({ caughtUp: true, position: log[2]?.position });
  });

  it('has caught up at once where there is nothing to read', async () => {
    expect(await follow(bench.store, bench.start, () => true)).toStrictEqual([
      { caughtUp: true, position: bench.start },
    ]);
  });

  it('begins after the position it is given', async () => {
    await write(bench.store, [6]);
    const log = await collect(bench.store.readAll({ after: bench.start }));
    const after = log[2]?.position ?? bench.start;
    expect(eventsIn(await follow(bench.store, after, has(3)))).toStrictEqual(log.slice(3));
  });

  it('ends without a word when it is aborted before, in between, or while it waits', async () => {
    await write(bench.store, [4]);
    expect(await collect(bench.store.subscribe({ after: bench.start, signal: AbortSignal.abort() }))).toStrictEqual([]);
    expect(await follow(bench.store, bench.start, has(2))).toHaveLength(2);

    const stop = new AbortController();
    const items = bench.store
      .subscribe({ after: await bench.store.head(), signal: stop.signal })
      [Symbol.asyncIterator]();
    expect((await items.next()).value).toMatchObject({ caughtUp: true });
    const waiting = items.next();
    await turnOfTheLoop();
    stop.abort();
    expect(await waiting).toStrictEqual({ done: true, value: undefined });
  });

  it('gives each subscriber everything', async () => {
    const followers = [1, 2, 3, 4].map(() => follow(bench.store, bench.start, has(20)));
    await write(bench.store, [5, 1, 4, 10]);
    const log = await collect(bench.store.readAll({ after: bench.start }));
    for (const seen of await Promise.all(followers)) expect(eventsIn(seen)).toStrictEqual(log);
  });

  it('resumes anywhere without a gap and without a repetition', async () => {
    const scripts = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
      stops: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(scripts, async ({ sizes, stops }) => {
        const start = await bench.store.head();
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const writing = write(bench.store, sizes);
        const seen: RecordedEvent[] = [];
        let after: Position = start;
        for (let round = 0; seen.length < total; round += 1) {
          const wanted = Math.min(stops[round] ?? total, total - seen.length);
          seen.push(...eventsIn(await follow(bench.store, after, has(wanted))));
          after = seen.at(-1)?.position ?? start;
        }
        await writing;
        expect(seen).toStrictEqual(await collect(bench.store.readAll({ after: start })));
      }),
      { numRuns: 25 },
    );
  });

  it('waits for a slow reader, who misses nothing', async () => {
    const total = 1500;
    const writing = write(
      bench.store,
      Array.from({ length: total / 50 }, () => 50),
    );
    const stop = new AbortController();
    const seen: RecordedEvent[] = [];
    for await (const item of bench.store.subscribe({ after: bench.start, signal: stop.signal })) {
      if (isCaughtUp(item)) continue;
      seen.push(item);
      if (seen.length % 10 === 0) await turnOfTheLoop();
      if (seen.length === total) stop.abort();
    }
    await writing;
    expect(seen.map(({ position }) => position)).toStrictEqual(
      (await collect(bench.store.readAll({ after: bench.start }))).map(({ position }) => position),
    );
  });
}
