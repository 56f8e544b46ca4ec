import { isEventStoreError } from '../errors';
import type { EventStore, NewEvent } from '../port';
import { anEvent, collect, newStream, someEvents, streamOf, useStore, type MakeStore } from './subject';

const codeOf = (error: unknown): unknown => (isEventStoreError(error) ? error.code : error);

/** The code with which a call is refused. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(() => 'accepted', codeOf);
}

const wrongNames = [
  '',
  'film',
  '-1',
  'film-',
  '$all',
  '$film-1',
  'film 1-2',
  'film-é',
  'film-1\n',
  'film/1-2',
  `film-${'x'.repeat(196)}`,
];

const wrongEvents: readonly (readonly [string, unknown])[] = [
  ['an id that is not a UUID', { ...anEvent(), id: 'one' }],
  ['no id', { ...anEvent(), id: undefined }],
  ['an empty type', { ...anEvent(), type: '' }],
  ['a type of the system', { ...anEvent(), type: '$metadata' }],
  ['a bigint', { ...anEvent(), data: { amount: 1n } }],
  ['undefined', { ...anEvent(), data: { rights: [{ from: undefined }] } }],
  ['a number that is none', { ...anEvent(), data: { amount: Number.NaN } }],
  ['a function', { ...anEvent(), data: { amount: () => 1 } }],
  ['a Date', { ...anEvent(), data: { on: new Date(0) } }],
  ['a Map', { ...anEvent(), data: { rights: new Map() } }],
  ['data that is a list', { ...anEvent(), data: [] }],
  ['data that is text', { ...anEvent(), data: 'text' }],
  ['no data', { ...anEvent(), data: null }],
  ['metadata that is not text', { ...anEvent(), metadata: { attempt: 1 } }],
  ['no metadata', { ...anEvent(), metadata: null }],
  ['a time that is none', { ...anEvent(), recordedAt: 'yesterday' }],
  ['a time without milliseconds', { ...anEvent(), recordedAt: '2025-09-06T10:00:00Z' }],
];

export function refusing(makeStore: MakeStore): void {
  const bench = useStore(makeStore);
  const append = (stream: string, events: readonly unknown[], expected: unknown = 'no-stream') =>
    bench.store.append(stream, expected as 'no-stream', events as readonly NewEvent[]);

  it('refuses names that are none', async () => {
    for (const name of wrongNames) {
      expect([name, await refusal(append(name, [anEvent()]))]).toStrictEqual([name, 'invalid']);
      expect([name, await refusal(streamOf(bench.store, name))]).toStrictEqual([name, 'invalid']);
    }
    expect(await refusal(append(newStream().padEnd(200, 'x'), [anEvent()]))).toBe('accepted');
  });

  it.each(wrongEvents)('refuses %s, and what stands beside it in the append', async (_, event) => {
    const stream = newStream();
    expect(await refusal(append(stream, [anEvent(), event]))).toBe('invalid');
    expect(await streamOf(bench.store, stream)).toStrictEqual([]);
    expect(await refusal(append(stream, [anEvent()]))).toBe('accepted');
  });

  it('refuses an append of nothing, and of the same event twice', async () => {
    const stream = newStream();
    const event = anEvent();
    expect(await refusal(append(stream, []))).toBe('invalid');
    expect(await refusal(append(stream, [event, { ...event, id: event.id.toUpperCase() }]))).toBe('invalid');
    expect(await streamOf(bench.store, stream)).toStrictEqual([]);
  });

  it('refuses what is not a revision', async () => {
    for (const expected of [-1n, 2n ** 63n, 1, 'any', undefined]) {
      expect([expected, await refusal(bench.store.append(newStream(), expected as 0n, [anEvent()]))]).toStrictEqual([
        expected,
        'invalid',
      ]);
    }
    expect(await refusal(collect(bench.store.readStream(newStream(), { from: -1n })))).toBe('invalid');
    expect(await refusal(collect(bench.store.readStream(newStream(), { limit: -1 })))).toBe('invalid');
    expect(await refusal(collect(bench.store.readAll({ limit: 1.5 })))).toBe('invalid');
  });

  it('refuses what is not a position', async () => {
    const after = 'somewhere' as never;
    expect(await refusal(collect(bench.store.readAll({ after })))).toBe('invalid');
    expect(await refusal(collect(bench.store.subscribe({ after, signal: AbortSignal.timeout(1000) })))).toBe('invalid');
  });

  it('refuses an event that is too large, and takes a large one', async () => {
    const stream = newStream();
    expect(await refusal(append(stream, [anEvent({ text: 'x'.repeat(1024 * 1024) })]))).toBe('too-large');
    expect(await refusal(append(stream, [anEvent({ text: 'é'.repeat(600 * 1024) })]))).toBe('too-large');
    expect(await streamOf(bench.store, stream)).toStrictEqual([]);
    const large = anEvent({ text: 'x'.repeat(900 * 1024) });
    expect(await refusal(append(stream, [large]))).toBe('accepted');
    expect((await streamOf(bench.store, stream)).map(({ data }) => data)).toStrictEqual([large.data]);
  });
}

/** What a closed store answers to a call that never comes to an end by itself. */
async function lastOf(store: EventStore, started: () => Promise<void>): Promise<unknown> {
  const after = await store.head();
  const items = store.subscribe({ after, signal: new AbortController().signal })[Symbol.asyncIterator]();
  await items.next();
  const waiting = refusal(items.next());
  await started();
  return waiting;
}

export function closing(makeStore: MakeStore): void {
  const bench = useStore(makeStore);

  it('answers what it has accepted, and refuses what comes later', async () => {
    const { store } = bench;
    const streams = Array.from({ length: 10 }, newStream);
    const accepted = Promise.all(streams.map((stream) => store.append(stream, 'no-stream', someEvents(2))));
    const closed = store.close();
    expect((await accepted).map(({ revision }) => revision)).toStrictEqual(streams.map(() => 1n));
    await closed;
    await store.close();

    expect(await refusal(store.append(newStream(), 'no-stream', [anEvent()]))).toBe('closed');
    expect(await refusal(streamOf(store, newStream()))).toBe('closed');
    expect(await refusal(collect(store.readAll()))).toBe('closed');
    expect(await refusal(store.head())).toBe('closed');

    const again = await bench.reopen();
    for (const stream of streams) expect(await streamOf(again, stream)).toHaveLength(2);
  });

  it('tells subscribers who wait that it was closed', async () => {
    expect(await lastOf(bench.store, () => bench.store.close())).toBe('closed');
  });
}
