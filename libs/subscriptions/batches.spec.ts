import type { CaughtUp, EventStore, Position, RecordedEvent } from '#event-store';
import { isCaughtUp, START } from '#event-store';
import { batchesOf, type Batch } from './batches';
import { createRig, type Rig } from './testing/rig';

let rig: Rig;
let end: AbortController;

beforeEach(async () => {
  rig = await createRig();
  end = new AbortController();
});

afterEach(async () => {
  end.abort();
  await rig.end();
});

const batches = (size: number, after: Position = START, store: EventStore = rig.store): AsyncGenerator<Batch> =>
  batchesOf(store, { after, size, signal: end.signal });

const amounts = ({ events }: Batch): unknown[] => events.map(({ data }) => data['amount']);

const next = async (reading: AsyncGenerator<Batch>): Promise<{ amounts: unknown[]; caughtUp: boolean }> => {
  const result = await reading.next();
  if (result.done === true) throw new Error('It ended.');
  return { amounts: amounts(result.value), caughtUp: result.value.caughtUp };
};

it('are full while behind, and never waited for at the end of the log', async () => {
  await rig.append([1, 2, 3, 4, 5]);
  const reading = batches(2);
  expect(await next(reading)).toStrictEqual({ amounts: [1, 2], caughtUp: false });
  expect(await next(reading)).toStrictEqual({ amounts: [3, 4], caughtUp: false });
  expect(await next(reading)).toStrictEqual({ amounts: [5], caughtUp: true });
  await rig.append([6]);
  expect((await next(reading)).amounts).toStrictEqual([6]);
});

it('are not waited for either by a store that tells only once that its end was reached', async () => {
  let isTold = false;
  const terse: EventStore = {
    ...rig.store,
    async *subscribe(options) {
      for await (const item of rig.store.subscribe(options)) {
        if (!isCaughtUp(item) || !isTold) yield item;
        isTold ||= isCaughtUp(item);
      }
    },
  };
  const reading = batches(10, START, terse);
  expect(await next(reading)).toStrictEqual({ amounts: [], caughtUp: true });
  await rig.append([1]);
  expect(await next(reading)).toStrictEqual({ amounts: [1], caughtUp: false });
});

it('tell of an empty log that its end was reached', async () => {
  expect(await next(batches(10))).toStrictEqual({ amounts: [], caughtUp: true });
});

it('begin after a position', async () => {
  const after = await rig.append([1, 2]);
  await rig.append([3]);
  expect((await next(batches(10, after))).amounts).toStrictEqual([3]);
});

it('read no further ahead than one batch', async () => {
  await rig.append([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  let read = 0;
  const counting: EventStore = {
    ...rig.store,
    async *subscribe(options) {
      for await (const item of rig.store.subscribe(options)) {
        read += 1;
        yield item;
      }
    },
  };
  const reading = batches(2, START, counting);
  await reading.next();
  await rig.append([10]);
  expect(read).toBe(4);
});

it('end when aborted, also while waiting', async () => {
  const reading = batches(10);
  await reading.next();
  const waiting = reading.next();
  end.abort();
  expect(await waiting).toStrictEqual({ done: true, value: undefined });
});

it('let go of the subscription when the reader leaves', async () => {
  await rig.append([1, 2, 3]);
  let finished = false;
  const watched: EventStore = {
    ...rig.store,
    async *subscribe(options) {
      try {
        yield* rig.store.subscribe(options);
      } finally {
        finished = true;
      }
    },
  };
  for await (const { events } of batches(1, START, watched)) if (events.length > 0) break;
  expect(finished).toBe(true);
});

it('pass on the error of a subscription after the events before it', async () => {
  await rig.append([1]);
  const failing: EventStore = {
    ...rig.store,
    async *subscribe(options): AsyncGenerator<RecordedEvent | CaughtUp> {
      for await (const item of rig.store.subscribe(options)) {
        yield item;
        throw new Error('The line was cut.');
      }
    },
  };
  const reading = batches(10, START, failing);
  expect((await next(reading)).amounts).toStrictEqual([1]);
  await expect(reading.next()).rejects.toThrow('The line was cut.');
});

it('take a subscription that ends by itself for unavailable', async () => {
  const ending: EventStore = { ...rig.store, async *subscribe() {} };
  await expect(batches(10, START, ending).next()).rejects.toMatchObject({ code: 'unavailable' });
});
