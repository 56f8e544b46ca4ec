import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { EventStoreError, START, type EventStore, type Position, type RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readGenerations, ReadStoreError } from '#read-store';
import type { ViewStatus, ViewSupervisor } from './index';
import { createRig, tallyView, until, type Rig } from './testing/rig';

let rig: Rig;

beforeEach(async () => {
  rig = await createRig();
});

afterEach(() => rig.end());

const onlyStatus = async (supervisor: ViewSupervisor): Promise<ViewStatus> => {
  const [status, ...others] = await supervisor.status();
  if (status === undefined || others.length > 0) throw new Error('There is not exactly one view.');
  return status;
};

const eventsOf = async (): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of rig.store.readAll()) events.push(event);
  return events;
};

const tallied = (events: number, sum: number, film = 'film-1'): string =>
  `["tally",{"events":${String(events)},"film":"${film}","sum":${String(sum)}}]`;

describe('following the log', () => {
  it('catches up with what is there, then goes on live', async () => {
    const before = await rig.append([1, 2, 3, 4, 5]);
    const supervisor = await rig.supervise({ limits: { batchSize: 2 } });
    expect(await supervisor.waitFor(before)).toBe(true);
    expect(await rig.dump()).toContain(tallied(5, 15));
    const after = await rig.append([10]);
    expect(await supervisor.waitFor(after)).toBe(true);
    expect(await rig.dump()).toContain(tallied(6, 25));
  });

  it('says where it stands', async () => {
    const supervisor = await rig.supervise();
    await until(async () => (await onlyStatus(supervisor)).status === 'live');
    expect(await onlyStatus(supervisor)).toStrictEqual({
      view: 'tally',
      version: 1,
      status: 'live',
      position: START,
      events: 0,
      lag: 0,
      deadLetters: 0,
    });
    const position = await rig.append([1, 2]);
    await supervisor.waitFor(position);
    const [, last] = await eventsOf();
    expect(await onlyStatus(supervisor)).toStrictEqual({
      view: 'tally',
      version: 1,
      status: 'live',
      position,
      events: 2,
      lag: 0,
      deadLetters: 0,
      lastEventAt: last?.recordedAt,
    });
  });

  it('counts the lag up to a bound', async () => {
    await rig.append([1, 2, 3, 4, 5]);
    const blind: EventStore = {
      ...rig.store,
      async *subscribe({ signal }) {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve, { once: true });
        });
      },
    };
    const supervisor = await rig.supervise({ store: blind, limits: { maxCountedLag: 3 } });
    expect((await onlyStatus(supervisor)).lag).toBe(3);
  });

  it('resumes where it stopped', async () => {
    const first = await rig.supervise();
    await first.waitFor(await rig.append([1, 2]));
    await first.stop();
    const position = await rig.append([3]);
    await rig.reopenReadStore();
    let from: Position | undefined;
    const watched: EventStore = {
      ...rig.store,
      subscribe: (options) => {
        from = options.after;
        return rig.store.subscribe(options);
      },
    };
    const second = await rig.supervise({ store: watched });
    await second.waitFor(position);
    expect(await rig.dump()).toContain(tallied(3, 6));
    expect(from).toBe((await eventsOf())[1]?.position);
  });

  it('commits the batch in its hands before it stops, and no other', async () => {
    await rig.append([1, 2, 3, 4, 5, 6]);
    const applying: PromiseWithResolvers<void> = Promise.withResolvers();
    const goOn: PromiseWithResolvers<void> = Promise.withResolvers();
    const view = tallyView();
    const slow = tallyView();
    slow.apply = async (events, tx) => {
      await view.apply(events, tx);
      applying.resolve();
      await goOn.promise;
    };
    const supervisor = await rig.supervise({ views: [slow], limits: { batchSize: 2 } });
    await applying.promise;
    const stopping = supervisor.stop();
    goOn.resolve();
    await stopping;
    expect(await rig.dump()).toContain(tallied(2, 3));
    const [generation] = await readGenerations(rig.readStore.bookkeeping);
    expect(generation?.checkpoint.events).toBe(2);
  });

  it('keeps several views apart', async () => {
    const other = tallyView({ name: 'other', isPoison: (amount) => amount === 2 });
    const renamed = { ...other, tables: [{ ...tallyView().tables[0], name: 'other' }] as const };
    const supervisor = await rig.supervise({
      views: [tallyView(), { ...renamed, apply: () => Promise.reject(new Error('Never.')) }],
    });
    const position = await rig.append([1, 2, 3]);
    expect(await supervisor.waitFor(position, { views: ['tally'] })).toBe(true);
    expect((await supervisor.status()).map(({ view, status }) => [view, status])).toContainEqual(['tally', 'live']);
  });
});

describe('waiting for a position', () => {
  it('answers false when the time is up', async () => {
    const supervisor = await rig.supervise();
    expect(await supervisor.waitFor('9'.repeat(40) as Position, { timeoutMs: 1 })).toBe(false);
  });

  it('answers false at once when the view is stopped, or the supervisor', async () => {
    const position = await rig.append([1]);
    const supervisor = await rig.supervise({ views: [tallyView({ isPoison: () => true })] });
    expect(await supervisor.waitFor(position)).toBe(false);
    expect((await onlyStatus(supervisor)).status).toBe('stopped');
    const waiting = supervisor.waitFor(position, { timeoutMs: 2 ** 30 });
    await supervisor.stop();
    expect(await waiting).toBe(false);
  });

  it('refuses a view that there is not', async () => {
    const supervisor = await rig.supervise();
    await expect(supervisor.waitFor(START, { views: ['slate'] })).rejects.toMatchObject({
      code: 'unknown-view',
      message: 'There is no view slate. The views are: tally.',
    });
  });
});

describe('trouble that passes', () => {
  it('is got over when the read store is busy', async () => {
    const supervisor = await rig.supervise();
    await until(async () => (await onlyStatus(supervisor)).status === 'live');
    const other = new DatabaseSync(join(rig.folder, 'views.db'));
    other.exec('begin immediate');
    const position = await rig.append([1]);
    await until(async () => (await onlyStatus(supervisor)).error !== undefined);
    const { status, error, lag } = await onlyStatus(supervisor);
    expect({ status, lag }).toStrictEqual({ status: 'live', lag: 1 });
    expect(error).toContain('is being written by someone else');
    other.exec('rollback');
    other.close();
    expect(await supervisor.waitFor(position)).toBe(true);
    expect(await rig.dump()).toContain(tallied(1, 1));
    expect(await onlyStatus(supervisor)).not.toHaveProperty('error');
    expect(rig.said.some(({ level, message }) => level === 'warn' && message.includes('tries again'))).toBe(true);
  });

  it('is not held against the event when it befalls a view in its midst', async () => {
    const view = tallyView();
    let failures = 0;
    const supervisor = await rig.supervise({
      views: [
        {
          ...view,
          apply: async (events, tx: never) => {
            await view.apply(events, tx);
            failures += 1;
            if (failures < 3) throw new ReadStoreError('full', 'The disk is full: make room.');
          },
        },
      ],
    });
    expect(await supervisor.waitFor(await rig.append([1]))).toBe(true);
    expect(await supervisor.deadLetters()).toStrictEqual([]);
    expect(await rig.dump()).toContain(tallied(1, 1));
  });

  it('is got over when the log is unavailable, at the start and later', async () => {
    let reads = 0;
    let subscriptions = 0;
    const failing: EventStore = {
      ...rig.store,
      readStream: (...request) => {
        reads += 1;
        if (reads < 3) throw new EventStoreError('unavailable', 'The log does not answer.');
        return rig.store.readStream(...request);
      },
      subscribe: (options) => {
        subscriptions += 1;
        if (subscriptions < 4) throw new EventStoreError('unavailable', 'The log does not answer.');
        return rig.store.subscribe(options);
      },
    };
    const before = await rig.supervise();
    await before.waitFor(await rig.append([1]));
    await before.stop();
    const supervisor = await rig.supervise({ store: failing });
    const position = await rig.append([2]);
    expect(await supervisor.waitFor(position)).toBe(true);
    expect({ reads, subscriptions }).toStrictEqual({ reads: 3, subscriptions: 4 });
    expect(await rig.dump()).toContain(tallied(2, 3));
  });

  it('does not hold up the end', async () => {
    const dead: EventStore = {
      ...rig.store,
      subscribe: () => {
        throw new EventStoreError('unavailable', 'The log does not answer.');
      },
    };
    const supervisor = await rig.supervise({ store: dead, limits: { backoffMinMs: 2 ** 30, backoffMaxMs: 2 ** 30 } });
    await until(async () => (await onlyStatus(supervisor)).error === 'The log does not answer.');
    await supervisor.stop();
  });
});

it('stops for good, and says so, when the log is damaged', async () => {
  const damaged: EventStore = {
    ...rig.store,
    subscribe: () => {
      throw new EventStoreError('corrupt', 'The log is damaged: restore it.');
    },
  };
  const supervisor = await rig.supervise({ store: damaged });
  await until(async () => (await onlyStatus(supervisor)).status === 'stopped');
  expect((await onlyStatus(supervisor)).error).toBe('The log is damaged: restore it.');
});

describe('two supervisors of one read store', () => {
  it('are refused, until the first has stopped', async () => {
    const first = await rig.supervise();
    const second = rig.supervisor();
    await expect(second.start()).rejects.toMatchObject({ name: 'ReadStoreError', code: 'locked' });
    await first.stop();
    await second.start();
    expect(await second.waitFor(await rig.append([1]))).toBe(true);
  });

  it('never both count, were the lock to fail', async () => {
    const first = await rig.supervise();
    await first.waitFor(await rig.append([1]));
    await rig.readStore.transaction((tx) => tx.updateTable('view_state').set({ position: '~' }).execute());
    await rig.append([2]);
    await until(async () => (await onlyStatus(first)).status === 'stopped');
    expect((await onlyStatus(first)).error).toContain('one process alone keeps the views');
    expect(await rig.dump()).toContain(tallied(1, 1));
  });
});

describe('a log that was replaced by an older one', () => {
  const replaceLog = async (amounts: readonly number[]): Promise<void> => {
    await rig.store.close();
    rig.store = openSqliteEventStore({ file: join(rig.folder, 'restored.db') });
    await rig.append(amounts);
  };

  it.each([
    ['ends before the checkpoint', [1]],
    ['has gone on differently since', [1, 7, 8, 9]],
    ['is empty', []],
  ])('is found out when it %s, and the view rebuilt', async (_, amounts) => {
    const before = await rig.supervise();
    await before.waitFor(await rig.append([1, 2, 3]));
    await before.stop();
    await replaceLog(amounts);
    const supervisor = await rig.supervise();
    await until(async () => (await onlyStatus(supervisor)).status === 'live');
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    expect((await rig.dump()).slice(0, 1)).toStrictEqual(amounts.length === 0 ? [] : [tallied(amounts.length, sum)]);
    expect(rig.said.map(({ message }) => message).join()).toContain('events that the log does not have');
  });

  it.each([
    ['was live from the start', false],
    ['was rebuilt', true],
  ])('is found out by a view that runs and %s, which goes on with the log that is there', async (_, isRebuilt) => {
    const subscriptions: (() => void)[] = [];
    const whole = rig.store;
    let current = whole;
    rig.store = {
      ...whole,
      append: (...given) => current.append(...given),
      head: () => current.head(),
      readStream: (...given) => current.readStream(...given),
      subscribe: async function* ({ after, signal }) {
        const broken = new AbortController();
        subscriptions.push(() => broken.abort());
        yield* current.subscribe({ after, signal: AbortSignal.any([signal, broken.signal]) });
      },
    };
    const supervisor = await rig.supervise();
    await supervisor.waitFor(await rig.append([1, 2, 3]));
    if (isRebuilt) await supervisor.rebuild('tally');
    current = openSqliteEventStore({ file: join(rig.folder, 'restored.db') });
    const at = await rig.append([1, 7]);
    for (const break_ of subscriptions) break_();
    await until(async () => (await onlyStatus(supervisor)).position === at);
    expect((await rig.dump()).slice(0, 1)).toStrictEqual([tallied(2, 8)]);
    await supervisor.waitFor(await rig.append([4]));
    expect((await rig.dump()).slice(0, 1)).toStrictEqual([tallied(3, 12)]);
    await supervisor.stop();
    await current.close();
    rig.store = whole;
  });
});

describe('starting', () => {
  it('can be done once', async () => {
    const supervisor = await rig.supervise();
    await expect(supervisor.start()).rejects.toMatchObject({ code: 'not-running' });
    await supervisor.stop();
    await supervisor.stop();
    await expect(supervisor.start()).rejects.toMatchObject({ code: 'not-running' });
    await expect(supervisor.rebuild('tally')).rejects.toMatchObject({ code: 'not-running' });
  });

  it('lets go again when a view is declared wrongly or its tables cannot be made', async () => {
    await expect(rig.supervise({ views: [tallyView(), tallyView()] })).rejects.toMatchObject({ code: 'invalid-view' });
    const broken = {
      ...tallyView(),
      tables: [
        { ...tallyView().tables[0], create: () => [{ execute: () => Promise.reject(new Error('No.')) }] },
      ] as const,
    };
    await expect(rig.supervise({ views: [broken] })).rejects.toThrow('No.');
    const supervisor = await rig.supervise();
    expect(await supervisor.waitFor(await rig.append([1]))).toBe(true);
  });
});
