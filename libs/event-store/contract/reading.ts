import fc from 'fast-check';
import { canonicalJson } from '../canonical';
import type { Direction, Json, NewEvent, Position, RecordedEvent } from '../port';
import { anEvent, collect, contentOf, newStream, someEvents, streamOf, useStore, type MakeStore } from './subject';

const directions = fc.constantFrom<Direction>('forwards', 'backwards');

/** `limit` absent means all. */
const taken = (events: readonly RecordedEvent[], limit: number | undefined): readonly RecordedEvent[] =>
  limit === undefined ? events : events.slice(0, limit);

export function reading(makeStore: MakeStore): void {
  const bench = useStore(makeStore);

  it('finds nothing in a stream that does not exist, nor beyond the end of one that does', async () => {
    const stream = newStream();
    expect(await streamOf(bench.store, stream)).toStrictEqual([]);
    expect(await collect(bench.store.readStream(stream, { direction: 'backwards' }))).toStrictEqual([]);
    await bench.store.append(stream, 'no-stream', someEvents(2));
    expect(await collect(bench.store.readStream(stream, { from: 2n }))).toStrictEqual([]);
    expect(await collect(bench.store.readStream(stream, { from: 2n ** 62n }))).toStrictEqual([]);
  });

  it('reads any part of a stream, both ways', async () => {
    const stream = newStream();
    const size = 12;
    await bench.store.append(stream, 'no-stream', someEvents(size));
    const all = await streamOf(bench.store, stream);
    const part = fc.record(
      {
        direction: directions,
        from: fc.bigInt(0n, BigInt(size + 2)),
        limit: fc.integer({ min: 0, max: size + 2 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(part, async (options) => {
        const { from, limit } = options;
        const expected =
          options.direction === 'backwards'
            ? all.filter(({ revision }) => from === undefined || revision <= from).reverse()
            : all.filter(({ revision }) => from === undefined || revision >= from);
        expect(await collect(bench.store.readStream(stream, options))).toStrictEqual(taken(expected, limit));
      }),
      { numRuns: 40 },
    );
  });

  it('reads the log as text, where it does, as it is read otherwise', async () => {
    const { store, start } = bench;
    for (let append = 0; append < 40; append += 1) await store.append(newStream(), 'no-stream', someEvents(9));
    const texts = [];
    for await (const page of store.readAllText?.({ after: start }) ?? [])
      texts.push(
        ...page.map(({ data, metadata, ...event }) => ({
          ...event,
          data: JSON.parse(data) as RecordedEvent['data'],
          metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
        })),
      );
    const events = await collect(store.readAll({ after: start }));
    expect(texts).toStrictEqual(store.readAllText === undefined ? [] : events);
  });

  it('reads any part of the log, both ways', async () => {
    const streams = [newStream(), newStream(), newStream()];
    await Promise.all(streams.map((stream, index) => bench.store.append(stream, 'no-stream', someEvents(index + 3))));
    const all = await collect(bench.store.readAll({ after: bench.start }));
    expect(all).toHaveLength(12);
    expect(all.at(-1)?.position).toBe(await bench.store.head());

    const positions: Position[] = [bench.start, ...all.map(({ position }) => position)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...positions),
        directions,
        fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
        async (after, direction, limit) => {
          const expected =
            direction === 'forwards'
              ? all.filter(({ position }) => position > after)
              : all.filter(({ position }) => position < after).reverse();
          // What lies before the start of the test belongs to others.
          const bounded = direction === 'forwards' ? limit : Math.min(limit ?? Infinity, expected.length);
          const options = { after, direction, ...(bounded === undefined ? {} : { limit: bounded }) };
          expect(await collect(bench.store.readAll(options))).toStrictEqual(taken(expected, bounded));
        },
      ),
      { numRuns: 40 },
    );
    expect(await collect(bench.store.readAll({ direction: 'backwards', limit: 4 }))).toStrictEqual(
      [...all].reverse().slice(0, 4),
    );
  });

  it('orders positions as text, across many digits', async () => {
    const stream = newStream();
    const batch = 40;
    for (let written = 0; written < 4 * batch; written += batch) {
      await bench.store.append(stream, written === 0 ? 'no-stream' : BigInt(written - 1), someEvents(batch, written));
    }
    const log = await collect(bench.store.readAll({ after: bench.start }));
    const positions = log.map(({ position }) => position);
    expect(positions).toHaveLength(4 * batch);
    expect([...new Set(positions)].sort()).toStrictEqual(positions);
    expect(new Set(positions.map(({ length }) => length)).size).toBe(1);
    expect(log.map(({ revision }) => revision)).toStrictEqual(log.map((_, index) => BigInt(index)));
  });

  it('gives back data and metadata as they were written', async () => {
    const texts = fc.string({ unit: 'binary' });
    const contents = fc.record({
      data: fc.dictionary(texts, fc.jsonValue({ stringUnit: 'binary' })),
      metadata: fc.dictionary(texts, texts),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(contents, { minLength: 1, maxLength: 8 }), async (generated) => {
        const stream = newStream();
        const events = generated.map(({ data, metadata }) => ({
          ...anEvent(),
          // Once through JSON, for that is what is promised to come back: -0 becomes 0.
          data: JSON.parse(JSON.stringify(data)) as NewEvent['data'],
          metadata,
        }));
        await bench.store.append(stream, 'no-stream', events);
        // In whatever order: they are stored in the canonical one.
        const written = events.map((event) => canonicalJson(contentOf(event) as unknown as Json));
        const read = await streamOf(bench.store, stream);
        expect(read.map((event) => canonicalJson(contentOf(event) as unknown as Json))).toStrictEqual(written);
      }),
      { numRuns: 25 },
    );
  });

  it('gives back the words of the trade', async () => {
    const stream = newStream();
    const event = {
      ...anEvent({
        title: 'Où est la maison ? 家族 👨‍👩‍👧',
        quote: '"\\\u0000\u2028',
        rights: [[{ media: [] }], null, true],
      }),
      metadata: { actor: 'Zoë', source: 'press: “Le Monde”\n' },
    };
    await bench.store.append(stream, 'no-stream', [event]);
    expect((await streamOf(bench.store, stream)).map(contentOf)).toStrictEqual([event]);
  });

  it('gives the same event whichever way it is read', async () => {
    const stream = newStream();
    await bench.store.append(stream, 'no-stream', someEvents(5));
    const read = await streamOf(bench.store, stream);
    expect(await collect(bench.store.readAll({ after: bench.start }))).toStrictEqual(read);
    await bench.reopen();
    expect(await streamOf(bench.store, stream)).toStrictEqual(read);
  });

  it('can be left in the middle and begun again', async () => {
    const stream = newStream();
    await bench.store.append(stream, 'no-stream', someEvents(10));
    const events = bench.store.readStream(stream);
    for await (const event of events) if (event.revision === 3n) break;
    expect(await streamOf(bench.store, stream)).toHaveLength(10);
  });
}
