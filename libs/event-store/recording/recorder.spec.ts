import { createCodec } from '../codec';
import { anEvent, newStream, streamOf } from '../contract';
import type { EventStore, RecordedEvent } from '../port';
import { useLogFolder } from '../sqlite/log-folder';
import { CommandIdReused, IfMatchFailed } from './errors';
import { commandIdFrom, newId } from './ids';
import { createRecorder, type StreamModel } from './recorder';
import { notesBy, tally, withReads, type Tally } from './tally';

const RACERS = 32;

/** What a promise is rejected with. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => ({ succeeded: value }),
    (error: unknown) => error,
  );

describe('a recorder', () => {
  const folder = useLogFolder();

  it('folds, decides, appends, and answers what was recorded', async () => {
    const store = folder.open();
    const { record, load } = createRecorder({ store, model: tally });
    const stream = newStream();
    expect(await load(stream)).toStrictEqual({ state: { stream, count: 0, authors: [] }, revision: 'no-stream' });

    const request = notesBy('ann', { stream }, 2);
    const recorded = await record(request);
    const stored = await streamOf(store, stream);
    expect(recorded).toStrictEqual({
      stream,
      revision: 1n,
      position: stored[1]?.position,
      repeated: false,
      events: [
        { id: stored[0]?.id, type: 'NoteTaken', revision: 0n, data: { author: 'ann', number: 0 } },
        { id: stored[1]?.id, type: 'NoteTaken', revision: 1n, data: { author: 'ann', number: 1 } },
      ],
    });
    expect(stored.map(({ metadata }) => metadata)).toStrictEqual(
      Array.from({ length: 2 }, () => ({
        actor: 'ann',
        commandId: request.commandId,
        commandDigest: 'notes by ann',
      })),
    );
    await record(notesBy('bob', { stream }));
    expect(await load(stream)).toStrictEqual({
      state: { stream, count: 3, authors: ['ann', 'ann', 'bob'] },
      revision: 2n,
    });
  });

  it('takes racing commands on one stream one after the other, without a conflict', async () => {
    const store = folder.open();
    const { record } = createRecorder({ store, model: tally, maxAttempts: 1 });
    const stream = newStream();
    const answers = await Promise.all(
      Array.from({ length: RACERS }, (_, index) => record(notesBy(`agent-${index}`, { stream }))),
    );
    expect(answers.map(({ revision }) => revision)).toStrictEqual(answers.map((_, index) => BigInt(index)));
    expect((await streamOf(store, stream)).map(({ data }) => data)).toStrictEqual(
      answers.map((_, index) => ({ author: `agent-${index}`, number: index })),
    );
  });

  it('decides again when someone else was faster', async () => {
    const store = folder.open();
    const recorders = Array.from({ length: RACERS }, () =>
      createRecorder({ store, model: tally, maxAttempts: RACERS, cacheSize: 4 }),
    );
    const stream = newStream();
    const answers = await Promise.all(
      recorders.map(({ record }, index) => record(notesBy(`agent-${index}`, { stream }, 2))),
    );
    expect(answers.map(({ revision }) => Number(revision)).sort((a, b) => a - b)).toStrictEqual(
      answers.map((_, index) => 2 * index + 1),
    );
    const stored = await streamOf(store, stream);
    expect(stored.map(({ data }) => data['number'])).toStrictEqual(stored.map((_, index) => index));
    expect(stored).toHaveLength(2 * RACERS);
  });

  it('works on different streams at once', async () => {
    const store = folder.open();
    const { record } = createRecorder({ store, model: tally });
    await Promise.all(Array.from({ length: RACERS }, () => record(notesBy('ann', { stream: newStream() }))));
    expect(store.stats().commits).toBeLessThan(RACERS / 2);
  });

  it('passes a refusal through, and writes nothing', async () => {
    const store = folder.open();
    const { record, load } = createRecorder({ store, model: tally });
    const stream = newStream();
    await record(notesBy('ann', { stream }));
    const refusal = new RangeError('film-withdrawn');
    const refusing = notesBy('bob', {
      stream,
      decide: () => {
        throw refusal;
      },
    });
    expect(await failureOf(record(refusing))).toBe(refusal);
    expect(await failureOf(record(notesBy('bob', { stream, decide: () => [] })))).toMatchObject({ code: 'invalid' });
    expect((await record({ ...notesBy('bob', { stream }), commandId: refusing.commandId })).revision).toBe(1n);
    expect((await load(stream)).state.authors).toStrictEqual(['ann', 'bob']);
  });

  it('reads only what is new, and whether the last that it knows is still there', async () => {
    const store = folder.open();
    let reads: bigint[] = [];
    const watched = withReads(store, ({ revision }) => reads.push(revision));
    const { record, load } = createRecorder({ store: watched, model: tally, cacheSize: 1 });
    const [stream, other] = [newStream(), newStream()];
    for (let index = 0; index < 5; index += 1) await record(notesBy('ann', { stream }));
    await store.append(stream, 4n, [anEvent({ author: 'someone else' })]);
    expect((await load(stream)).state.authors.at(-1)).toBe('someone else');
    expect(reads).toStrictEqual([4n, 5n]);

    await load(other);
    reads = [];
    expect((await load(stream)).state.count).toBe(6);
    expect(reads).toHaveLength(6);
  });

  it.each([
    ['ends before what is remembered', 1],
    ['has gone on differently', 4],
  ])('forgets what is in a log no more that was replaced by one that %s', async (_, older) => {
    const [log, restored] = [folder.open(), folder.open({ file: `${folder.file}.restored` })];
    let current = log;
    const store: Pick<EventStore, 'append' | 'readStream'> = {
      append: (...given) => current.append(...given),
      readStream: (...given) => current.readStream(...given),
    };
    const { record, load } = createRecorder({ store, model: tally });
    const stream = newStream();
    for (let index = 0; index < 3; index += 1) await record(notesBy('lost', { stream }));
    for (let index = 0; index < older; index += 1)
      await restored.append(stream, index === 0 ? 'no-stream' : BigInt(index - 1), [anEvent({ author: 'kept' })]);
    current = restored;
    expect((await record(notesBy('ann', { stream }))).revision).toBe(BigInt(older));
    const authors = [...Array.from({ length: older }, () => 'kept'), 'ann'];
    expect((await load(stream)).state.authors).toStrictEqual(authors);
  });

  it('remembers what it recorded as it would be read', async () => {
    const store = folder.open();
    const stream = newStream();
    const model: StreamModel<readonly RecordedEvent[]> = {
      initial: () => [],
      fold: (seen, events) => [...seen, ...events],
    };
    const states: (readonly RecordedEvent[])[] = [];
    const decide = (seen: readonly RecordedEvent[]) => {
      states.push(seen);
      return [{ type: 'NoteTaken', data: { author: 'ann' } }];
    };
    let reads = 0;
    const { record } = createRecorder({ store: withReads(store, () => (reads += 1)), model });
    for (let index = 0; index < 3; index += 1) await record({ ...notesBy('ann', { stream }), decide });
    expect(reads).toBe(0);
    const stored = await streamOf(store, stream);
    expect(states).toStrictEqual([0, 1, 2].map((length) => stored.slice(0, length)));
  });

  describe('that remembers what others have written to since', () => {
    /** A recorder that has seen one note, and a stream that has two. */
    const behind = async () => {
      const store = folder.open();
      const stream = newStream();
      const { record } = createRecorder({ store, model: tally });
      await record(notesBy('ann', { stream }));
      const other = createRecorder({ store, model: tally });
      const theirs = notesBy('bob', { stream });
      await other.record(theirs);
      return { store, stream, record, theirs };
    };

    it('decides again', async () => {
      const { record, stream } = await behind();
      expect((await record(notesBy('cid', { stream }))).events[0]?.data).toStrictEqual({ author: 'cid', number: 2 });
    });

    it('refuses nothing that is right by now', async () => {
      const { record, stream } = await behind();
      const onlyThird = notesBy('cid', {
        stream,
        decide: ({ count }) => {
          if (count !== 2) throw new RangeError('not yet');
          return [{ type: 'NoteTaken', data: { author: 'cid', number: count } }];
        },
      });
      expect((await record(onlyThird)).revision).toBe(2n);
    });

    it('takes If-Match for what is in the log', async () => {
      const { record, stream } = await behind();
      expect(await failureOf(record(notesBy('cid', { stream, ifMatch: 7n })))).toMatchObject({
        expected: 7n,
        actual: 1n,
      });
      expect((await record(notesBy('cid', { stream, ifMatch: 1n }))).revision).toBe(2n);
    });

    it('does not take If-Match for what was', async () => {
      const { record, stream } = await behind();
      expect(await failureOf(record(notesBy('cid', { stream, ifMatch: 0n })))).toMatchObject({
        expected: 0n,
        actual: 1n,
      });
    });

    it('gives the first answer to what another one recorded', async () => {
      const { record, store, stream, theirs } = await behind();
      expect(await record(theirs)).toMatchObject({ repeated: true, revision: 1n });
      expect(await streamOf(store, stream)).toHaveLength(2);
    });
  });

  it('folds long streams', async () => {
    const store = folder.open();
    const stream = newStream();
    const { record } = createRecorder({ store, model: tally });
    await record(notesBy('ann', { stream }, 1300));
    const { state, revision } = await createRecorder({ store, model: tally }).load(stream);
    expect([state.count, state.authors.length, revision]).toStrictEqual([1300, 1300, 1299n]);
  });

  it('stores current versions, and folds and answers old ones as current', async () => {
    const store = folder.open();
    const stream = newStream();
    const decide = () => [{ type: 'NoteTaken', data: { by: 'ann' } }];
    const old = createCodec([{ type: 'NoteTaken', version: 1 }]);
    const request = notesBy('ann', { stream, decide });
    await createRecorder({ store, model: tally, ...old }).record(request);

    const current = createCodec([
      { type: 'NoteTaken', version: 2, upcasters: { 1: ({ by, ...rest }) => ({ ...rest, author: by ?? null }) } },
    ]);
    const { record, load } = createRecorder<Tally>({
      store,
      model: tally,
      encode: current.encode,
      decode: current.decode,
    });
    expect((await load(stream)).state.authors).toStrictEqual(['ann']);
    expect((await record(request)).events[0]?.data).toStrictEqual({ author: 'ann' });
    await record(notesBy('bob', { stream }));
    expect((await streamOf(store, stream)).map(({ metadata }) => metadata['schemaVersion'])).toStrictEqual(['1', '2']);
  });
});

describe('a command that comes again', () => {
  const folder = useLogFolder();

  it('gets the first answer, at once, later, and after a restart', async () => {
    let store = folder.open();
    const stream = newStream();
    const request = notesBy('ann', { stream, commandId: commandIdFrom('import', 'row 7').toUpperCase() }, 3);
    const recorder = createRecorder({ store, model: tally });
    await recorder.record(notesBy('bob', { stream }));
    const [first, ...again] = await Promise.all([1, 2, 3, 4, 5].map(() => recorder.record(request)));
    expect(first).toMatchObject({ repeated: false, revision: 3n });
    expect(again).toStrictEqual(again.map(() => ({ ...first, repeated: true })));
    await recorder.record(notesBy('bob', { stream }));

    await store.close();
    store = folder.open();
    const decided: string[] = [];
    const restarted = createRecorder({ store, model: tally });
    const answer = await restarted.record({
      ...request,
      decide: () => {
        decided.push('again');
        return [];
      },
    });
    expect(answer).toStrictEqual({ ...first, repeated: true });
    expect(decided).toStrictEqual([]);
    expect(await streamOf(store, stream)).toHaveLength(5);
  });

  it('gets the first answer through another recorder, which decided at the same time', async () => {
    const store = folder.open();
    const stream = newStream();
    const request = notesBy('ann', { stream }, 2);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => createRecorder({ store, model: tally }).record(request)),
    );
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    expect(await streamOf(store, stream)).toHaveLength(2);
  });

  it('is refused when it asks for something else', async () => {
    const store = folder.open();
    const stream = newStream();
    const request = notesBy('ann', { stream });
    const { record } = createRecorder({ store, model: tally });
    await record(request);
    const other = { ...request, digest: 'something else' };
    const failures = [
      await failureOf(record(other)),
      await failureOf(createRecorder({ store, model: tally }).record(other)),
    ];
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(CommandIdReused);
      expect(failure).toMatchObject({ code: 'command-id-reused', stream, commandId: request.commandId });
    }
    expect(await streamOf(store, stream)).toHaveLength(1);
  });
});

describe('a command with If-Match', () => {
  const folder = useLogFolder();

  it('is recorded at that revision only', async () => {
    const store = folder.open();
    const stream = newStream();
    const { record } = createRecorder({ store, model: tally });
    const tooEarly = await failureOf(record(notesBy('ann', { stream, ifMatch: 0n })));
    expect(tooEarly).toBeInstanceOf(IfMatchFailed);
    expect(tooEarly).toMatchObject({ code: 'if-match-failed', stream, expected: 0n, actual: 'no-stream' });

    await record(notesBy('ann', { stream }));
    const request = notesBy('bob', { stream, ifMatch: 0n });
    const first = await record(request);
    expect(first.revision).toBe(1n);
    expect(await failureOf(record(notesBy('cid', { stream, ifMatch: 0n })))).toMatchObject({
      expected: 0n,
      actual: 1n,
    });
    expect(await failureOf(record(notesBy('cid', { stream, ifMatch: 7n })))).toMatchObject({
      expected: 7n,
      actual: 1n,
    });
    expect(await record(request)).toStrictEqual({ ...first, repeated: true });
    expect(await streamOf(store, stream)).toHaveLength(2);
  });

  it('loses against whoever was faster, through whichever recorder', async () => {
    const store = folder.open();
    const stream = newStream();
    await createRecorder({ store, model: tally }).record(notesBy('ann', { stream, commandId: newId() }));
    const settled = await Promise.all(
      Array.from({ length: RACERS }, (_, index) =>
        failureOf(createRecorder({ store, model: tally }).record(notesBy(`agent-${index}`, { stream, ifMatch: 0n }))),
      ),
    );
    const failures = settled.filter((one) => one instanceof IfMatchFailed);
    expect(failures).toHaveLength(RACERS - 1);
    expect(failures.map(({ expected, actual }) => [expected, actual])).toStrictEqual(failures.map(() => [0n, 1n]));
    expect(await streamOf(store, stream)).toHaveLength(2);
  });
});
