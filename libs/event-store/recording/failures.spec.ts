import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { anEvent, newStream, streamOf } from '../contract';
import { EventStoreError, isEventStoreError } from '../errors';
import type { EventStore } from '../port';
import { useLogFolder } from '../sqlite/log-folder';
import { newId } from './ids';
import { createRecorder, type RecorderOptions } from './recorder';
import { notesBy, tally, withAppend, type Tally } from './tally';

const QUICK = { model: tally, retryDelayMs: 1, maxRetryDelayMs: 2 } as const;

/** How an append fails: before anything is written, or after, with the answer lost on the way. */
type Failure = 'unavailable' | 'outcome-unknown' | 'none';

/** The same store, failing as it is told, one append after the other, and then no more. */
function failing(store: EventStore, failures: Failure[]): EventStore {
  return withAppend(store, async (append) => {
    const failure = failures.shift() ?? 'none';
    if (failure === 'unavailable') throw new EventStoreError(failure, 'Try again later.');
    const answer = await append();
    if (failure === 'outcome-unknown') throw new EventStoreError(failure, 'Try again with the same ids.');
    return answer;
  });
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => (isEventStoreError(error) ? error.code : error),
  );

describe('a recorder whose store fails', () => {
  const folder = useLogFolder();
  const recorder = (store: EventStore, options: Partial<RecorderOptions<Tally>> = {}) =>
    createRecorder({ store, ...QUICK, ...options });

  it.each<readonly [Failure, Failure]>([
    ['unavailable', 'unavailable'],
    ['outcome-unknown', 'outcome-unknown'],
    ['unavailable', 'outcome-unknown'],
  ])('records once through %s and %s', async (...failures) => {
    const store = folder.open();
    const stream = newStream();
    const { record } = recorder(failing(store, [...failures]));
    const recorded = await record(notesBy('ann', { stream }, 2));
    const stored = await streamOf(store, stream);
    expect(recorded.events).toStrictEqual(stored.map(({ id, type, revision, data }) => ({ id, type, revision, data })));
    expect([recorded.revision, recorded.position]).toStrictEqual([1n, stored[1]?.position]);
    expect((await record(notesBy('bob', { stream }))).revision).toBe(2n);
  });

  it.each(['unavailable', 'outcome-unknown'] as const)(
    'gives up after so many tries that end with %s',
    async (failure) => {
      const store = folder.open();
      const stream = newStream();
      const failures = Array.from({ length: 20 }, () => failure);
      const { record } = recorder(failing(store, failures), { maxAttempts: 4 });
      const request = notesBy('ann', { stream });
      expect(await codeOf(record(request))).toBe(failure);
      expect(failures).toHaveLength(16);
      failures.length = 0;
      expect((await record(request)).revision).toBe(0n);
      expect(await streamOf(store, stream)).toHaveLength(1);
    },
  );

  it('says that the outcome is unknown when it is so of any try, whatever the later ones say', async () => {
    const failures: Failure[] = ['unavailable', 'outcome-unknown', 'unavailable', 'unavailable'];
    const stream = newStream();
    const store = folder.open();
    const { record } = recorder(failing(store, failures), { maxAttempts: 4 });
    expect(await codeOf(record(notesBy('ann', { stream })))).toBe('outcome-unknown');
    expect(await streamOf(store, stream)).toHaveLength(1);
  });

  it('begins no try after its time, nor one whose turn comes after it', async () => {
    const stream = newStream();
    let appends = 0;
    const silent = withAppend(folder.open(), async () => {
      appends += 1;
      await delay(30);
      throw new EventStoreError('unavailable', 'Try again later.');
    });
    const { record } = recorder(silent, { patienceMs: 20 });
    const codes = ['ann', 'bob', 'cas'].map((author) => codeOf(record(notesBy(author, { stream }))));
    expect(await Promise.all(codes)).toStrictEqual(['unavailable', 'unavailable', 'unavailable']);
    expect(appends).toBe(1);
  });

  it('gives up when someone else is faster each time', async () => {
    const store = folder.open();
    const stream = newStream();
    await store.append(stream, 'no-stream', [anEvent()]);
    let appends = 0;
    const contested = withAppend(store, async (append) => {
      appends += 1;
      await store.append(stream, 'exists', [anEvent()]);
      return append();
    });
    expect(await codeOf(recorder(contested, { maxAttempts: 3 }).record(notesBy('ann', { stream })))).toBe('conflict');
    expect(appends).toBe(3);
  });

  it('recognises its own events when the answer was lost and others have written since', async () => {
    const store = folder.open();
    const stream = newStream();
    let isFirst = true;
    const unlucky = withAppend(store, async (append) => {
      const answer = await append();
      if (!isFirst) return answer;
      isFirst = false;
      await store.append(stream, 'exists', [anEvent()]);
      throw new EventStoreError('outcome-unknown', 'Try again with the same ids.');
    });
    const recorded = await recorder(unlucky).record(notesBy('ann', { stream }, 2));
    expect(recorded).toMatchObject({ revision: 1n, events: [{ revision: 0n }, { revision: 1n }] });
    expect(await streamOf(store, stream)).toHaveLength(3);
  });

  it('records every command once, however often it is sent and whatever breaks in between', async () => {
    const step = fc.record({
      author: fc.integer({ min: 0, max: 5 }),
      sends: fc.integer({ min: 1, max: 5 }),
      failures: fc.array(fc.constantFrom<Failure>('unavailable', 'outcome-unknown', 'none'), { maxLength: 6 }),
      restart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        let store = folder.open();
        const streams = [newStream(), newStream()] as const;
        let failures: Failure[] = [];
        let { record } = recorder(failing(store, failures), { maxAttempts: 2 });
        for (const [index, { author, sends, failures: planned, restart }] of steps.entries()) {
          failures = [...planned];
          ({ record } = recorder(failing(store, failures), { maxAttempts: 2 }));
          const request = notesBy(
            `agent-${author}`,
            { stream: streams[index % 2] ?? streams[0], commandId: newId() },
            2,
          );
          await Promise.all(Array.from({ length: sends }, () => codeOf(record(request))));
          if (restart) {
            await store.close();
            store = folder.open();
          }
          failures = [];
          ({ record } = recorder(store));
          await record(request);
        }
        for (const [at, stream] of streams.entries()) {
          const wanted = steps.filter((_, index) => index % 2 === at).flatMap(({ author }) => [author, author]);
          expect((await streamOf(store, stream)).map(({ data }) => data)).toStrictEqual(
            wanted.map((author, number) => ({ author: `agent-${author}`, number })),
          );
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
});
