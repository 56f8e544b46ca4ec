import { ConflictError, isEventStoreError } from '../errors';
import type { AppendResult, ExpectedRevision, NewEvent } from '../port';
import { newId } from '../recording';
import {
  anEvent,
  collect,
  contentOf,
  newStream,
  someEvents,
  streamOf,
  useStore,
  type Bench,
  type MakeStore,
} from './subject';

const RACERS = 32;

/** What each of many appends came to. */
async function race(
  bench: Bench,
  stream: string,
  expected: ExpectedRevision,
  batches: readonly (readonly NewEvent[])[],
) {
  const settled = await Promise.allSettled(batches.map((events) => bench.store.append(stream, expected, events)));
  return {
    winners: settled.flatMap((one, index) => (one.status === 'fulfilled' ? [{ index, answer: one.value }] : [])),
    errors: settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])),
  };
}

const conflict = (stream: string, expected: ExpectedRevision, actual: 'no-stream' | bigint) => ({
  name: 'EventStoreError',
  code: 'conflict',
  stream,
  expected,
  actual,
});

/** Just what is to be compared of an error. */
function seenConflict(error: unknown): unknown {
  if (!isEventStoreError(error) || !(error instanceof ConflictError)) return error;
  const { name, code, stream, expected, actual } = error;
  return { name, code, stream, expected, actual };
}

async function refused(appending: Promise<AppendResult>): Promise<unknown> {
  return appending.then(
    (answer) => answer,
    (error: unknown) => seenConflict(error),
  );
}

export function appending(makeStore: MakeStore): void {
  const bench = useStore(makeStore);

  it('answers the revision and the position of the last event', async () => {
    const stream = newStream();
    const first = await bench.store.append(stream, 'no-stream', someEvents(3));
    const second = await bench.store.append(stream, 2n, someEvents(2, 3));
    const events = await streamOf(bench.store, stream);

    expect(events.map(({ revision }) => revision)).toStrictEqual([0n, 1n, 2n, 3n, 4n]);
    expect(first).toMatchObject({ revision: 2n, position: events[2]?.position, repeated: false });
    expect(second).toMatchObject({ revision: 4n, position: events[4]?.position, repeated: false });
    expect([events[2]?.recordedAt, undefined]).toContain(first.recordedAt);
    expect(await bench.store.head()).toBe(second.position);
  });

  it('keeps the events of one append together, whoever else writes', async () => {
    const streams = Array.from({ length: 24 }, newStream);
    const batches = streams.map((_, index) => someEvents((index % 4) + 1));
    await Promise.all(streams.map((stream, index) => bench.store.append(stream, 'no-stream', batches[index] ?? [])));

    const log = await collect(bench.store.readAll({ after: bench.start }));
    const runs: string[] = [];
    for (const { stream } of log) if (runs.at(-1) !== stream) runs.push(stream);
    expect([...runs].sort()).toStrictEqual([...streams].sort());
    for (const [index, stream] of streams.entries()) {
      const stored = log.filter((event) => event.stream === stream);
      expect(stored.map(contentOf)).toStrictEqual(batches[index]);
      expect(stored.map(({ revision }) => revision)).toStrictEqual(stored.map((_, at) => BigInt(at)));
    }
  });

  it('lets one of many writers begin a stream, and tells the others where it is', async () => {
    const stream = newStream();
    const batches = Array.from({ length: RACERS }, () => someEvents(2));
    const { winners, errors } = await race(bench, stream, 'no-stream', batches);

    expect(winners).toHaveLength(1);
    expect(errors.map(seenConflict)).toStrictEqual(errors.map(() => conflict(stream, 'no-stream', 1n)));
    expect(errors).toHaveLength(RACERS - 1);
    expect((await streamOf(bench.store, stream)).map(contentOf)).toStrictEqual(batches[winners[0]?.index ?? -1]);
  });

  it('lets one of many writers continue a stream at one revision', async () => {
    const stream = newStream();
    await bench.store.append(stream, 'no-stream', someEvents(3));
    const batches = Array.from({ length: RACERS }, () => someEvents(1));
    const { winners, errors } = await race(bench, stream, 2n, batches);

    expect(winners.map(({ answer }) => answer.revision)).toStrictEqual([3n]);
    expect(errors.map(seenConflict)).toStrictEqual(Array.from({ length: RACERS - 1 }, () => conflict(stream, 2n, 3n)));
    const stored = await streamOf(bench.store, stream);
    expect(stored.slice(3).map(contentOf)).toStrictEqual(batches[winners[0]?.index ?? -1]);
  });

  it('refuses a revision that is not the last one, and writes nothing', async () => {
    const stream = newStream();
    await bench.store.append(stream, 'no-stream', someEvents(3));
    for (const expected of ['no-stream', 0n, 1n, 3n, 2n ** 62n] as const) {
      expect(await refused(bench.store.append(stream, expected, someEvents(1)))).toStrictEqual(
        conflict(stream, expected, 2n),
      );
    }
    expect(await streamOf(bench.store, stream)).toHaveLength(3);

    const missing = newStream();
    for (const expected of [0n, 5n] as const) {
      expect(await refused(bench.store.append(missing, expected, someEvents(1)))).toStrictEqual(
        conflict(missing, expected, 'no-stream'),
      );
    }
    expect(await streamOf(bench.store, missing)).toStrictEqual([]);
  });

  it('appends wherever the stream is when it only has to exist', async () => {
    const stream = newStream();
    expect(await refused(bench.store.append(stream, 'exists', [anEvent()]))).toStrictEqual(
      conflict(stream, 'exists', 'no-stream'),
    );
    await bench.store.append(stream, 'no-stream', [anEvent()]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => bench.store.append(stream, 'exists', [anEvent()])),
    );
    expect(answers.map(({ revision }) => revision).sort()).toStrictEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
  });

  it('refuses one without disturbing those that arrive with it', async () => {
    const taken = newStream();
    await bench.store.append(taken, 'no-stream', someEvents(1));
    const streams = Array.from({ length: 6 }, newStream);
    const [before, lost, after] = await Promise.all([
      Promise.all(streams.slice(0, 3).map((stream) => bench.store.append(stream, 'no-stream', someEvents(2)))),
      refused(bench.store.append(taken, 'no-stream', someEvents(2))),
      Promise.all(streams.slice(3).map((stream) => bench.store.append(stream, 'no-stream', someEvents(2)))),
    ]);
    expect(lost).toStrictEqual(conflict(taken, 'no-stream', 0n));
    expect([...before, ...after].map(({ revision }) => revision)).toStrictEqual(streams.map(() => 1n));
    for (const stream of streams) expect(await streamOf(bench.store, stream)).toHaveLength(2);
  });

  it('stamps each event with a time that never goes back', async () => {
    const stream = newStream();
    for (let revision = -1n; revision < 20n; revision += 1n) {
      await bench.store.append(stream, revision < 0n ? 'no-stream' : revision, [anEvent()]);
    }
    const times = (await streamOf(bench.store, stream)).map(({ recordedAt }) => recordedAt);
    expect(times).toStrictEqual([...times].sort());
    expect(times.map((time) => new Date(time).toISOString())).toStrictEqual(times);
  });
}

const placeOf = ({ revision, position, repeated }: AppendResult) => ({ revision, position, repeated });

/** The first answer again; when it was recorded need not be known without reading. */
const asBefore = (first: AppendResult) => ({ ...placeOf(first), repeated: true });

export function repeating(makeStore: MakeStore): void {
  const bench = useStore(makeStore);

  it.each([1, 5])('recognises a repeated append of %i events and answers as the first time', async (count) => {
    const stream = newStream();
    const begin = someEvents(count);
    const more = someEvents(count, count);
    const began = await bench.store.append(stream, 'no-stream', begin);
    expect(placeOf(await bench.store.append(stream, 'no-stream', begin))).toStrictEqual(asBefore(began));

    const continued = await bench.store.append(stream, began.revision, more);
    await bench.store.append(stream, continued.revision, someEvents(3, 2 * count));
    expect(placeOf(await bench.store.append(stream, 'no-stream', begin))).toStrictEqual(asBefore(began));
    expect(placeOf(await bench.store.append(stream, began.revision, more))).toStrictEqual(asBefore(continued));

    await bench.reopen();
    expect(placeOf(await bench.store.append(stream, 'no-stream', begin))).toStrictEqual(asBefore(began));
    expect(placeOf(await bench.store.append(stream, began.revision, more))).toStrictEqual(asBefore(continued));
    expect(await streamOf(bench.store, stream)).toHaveLength(2 * count + 3);
  });

  it('stores an append once that is sent many times at once', async () => {
    const stream = newStream();
    const events = someEvents(3);
    const answers = await Promise.all(Array.from({ length: 8 }, () => bench.store.append(stream, 'no-stream', events)));
    const stored = await streamOf(bench.store, stream);
    expect(stored.map(contentOf)).toStrictEqual(events);
    expect(answers.map(({ revision, position }) => ({ revision, position }))).toStrictEqual(
      answers.map(() => ({ revision: 2n, position: stored[2]?.position })),
    );
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('takes an append that is stored only in part, or in another order, for a conflict', async () => {
    const stream = newStream();
    const [first, second, third] = [anEvent(), anEvent(), anEvent()];
    await bench.store.append(stream, 'no-stream', [first, second, third]);
    const stored = await streamOf(bench.store, stream);
    const wrong: readonly (readonly [ExpectedRevision, readonly NewEvent[]])[] = [
      ['no-stream', [first, second, third, anEvent()]],
      ['no-stream', [second, first]],
      ['no-stream', [first, { ...second, id: newId() }]],
      ['no-stream', [second]],
      [0n, [third]],
      [1n, [third, anEvent()]],
    ];
    for (const [expected, events] of wrong) {
      expect(await refused(bench.store.append(stream, expected, events))).toStrictEqual(conflict(stream, expected, 2n));
    }
    expect(await streamOf(bench.store, stream)).toStrictEqual(stored);
  });
}
