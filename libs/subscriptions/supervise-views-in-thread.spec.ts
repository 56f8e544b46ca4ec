import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { START, type Position } from '#event-store';
import { ReadStoreError } from '#read-store';
import {
  keepViewsFor,
  superviseViewsInThread,
  ViewsError,
  type RebuildProgress,
  type ViewLimits,
  type ViewsThread,
  type ViewSupervisor,
} from './index';
import { createRig, tallyView, until, type Rig, type Supervision } from './testing/rig';

let rig: Rig;
let supervisors: ViewSupervisor[];

beforeEach(async () => {
  rig = await createRig();
  supervisors = [];
});

afterEach(async () => {
  for (const supervisor of supervisors) await supervisor.stop();
  await rig.end();
});

/** What a thread is, but in this one: its own end of a channel, and a death that it does not foresee. */
interface Stand extends ViewsThread {
  die(error?: Error): Promise<void>;
}

/** Something that goes on beside this test, on its own end of a channel, as a thread does. */
function standIn(supervision: Supervision & { readonly fails?: Error }): Stand {
  const { port1: mine, port2: theirs } = new MessageChannel();
  const kept = rig.supervisor(supervision);
  let failure: Error | undefined;
  const ended = once(mine, 'close').then(async () => {
    await kept.stop();
    return failure;
  });
  void keepViewsFor(theirs, (log) => {
    log.info({ views: 1 }, 'The thread begins.');
    return supervision.fails === undefined
      ? Promise.resolve({ supervisor: kept, close: () => Promise.resolve() })
      : Promise.reject(supervision.fails);
  });
  return {
    send: (question) => mine.postMessage(question),
    listen: (listener) => void mine.on('message', listener),
    ended,
    die: async (error) => {
      failure = error;
      mine.close();
      await ended;
    },
  };
}

interface Started {
  readonly supervisor: ViewSupervisor;
  /** Every thread that was started, the last one last. */
  readonly threads: Stand[];
}

function supervised(
  plan: (thread: number) => Supervision & { readonly fails?: Error } = () => ({}),
  limits: Partial<ViewLimits> = {},
): Started {
  const threads: Stand[] = [];
  const supervisor = superviseViewsInThread({
    store: rig.store,
    readStore: rig.readStore,
    views: ['tally'],
    log: rig.log,
    limits: { backoffMinMs: 1, backoffMaxMs: 4, waitTimeoutMs: 60_000, ...limits },
    startThread: () => {
      const thread = standIn(plan(threads.length));
      threads.push(thread);
      return thread;
    },
  });
  supervisors.push(supervisor);
  return { supervisor, threads };
}

const last = (threads: readonly Stand[]): Stand => {
  const thread = threads.at(-1);
  if (thread === undefined) throw new Error('No thread was started.');
  return thread;
};

describe('views kept by a thread', () => {
  it('follow the log, can be waited for, and say where they stand', async () => {
    const { supervisor } = supervised();
    await supervisor.start();
    const position = await rig.append([1, 2, 3]);
    expect(await supervisor.waitFor(position)).toBe(true);
    expect(await supervisor.status()).toMatchObject([{ view: 'tally', status: 'live', position, events: 3, lag: 0 }]);
    expect(await supervisor.waitFor('9'.repeat(40) as Position, { timeoutMs: 1 })).toBe(false);
    expect(rig.said.map(({ message }) => message)).toContain('The thread begins.');
  });

  it('are rebuilt, and tell how far that is', async () => {
    const { supervisor } = supervised();
    await supervisor.start();
    const position = await rig.append([1, 2, 3]);
    await supervisor.waitFor(position);
    const progress: RebuildProgress[] = [];
    await supervisor.rebuild('tally', { onProgress: (step) => progress.push(step) });
    expect(progress.at(-1)).toStrictEqual({ done: 3, total: 3, position });
  });

  it('set aside what cannot be applied, and try it again', async () => {
    const { supervisor } = supervised(() => ({ views: [tallyView({ isPoison: (amount) => amount === 2 })] }));
    await supervisor.start();
    await supervisor.waitFor(await rig.append([1, 2, 3]));
    const [letter] = await supervisor.deadLetters();
    expect(letter).toMatchObject({ view: 'tally', revision: 1n });
    const outcome = { id: letter?.id, view: 'tally', applied: false, error: 'No amount may be 2.' };
    expect(await supervisor.retryDeadLetter(letter?.id ?? '')).toStrictEqual(outcome);
    expect(await supervisor.retryAll('tally')).toStrictEqual([outcome]);
  });

  it('refuse what cannot be, with the errors that a supervisor in this thread has', async () => {
    const { supervisor } = supervised();
    await supervisor.start();
    const refused = await supervisor.rebuild('slate').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ViewsError);
    expect(refused).toMatchObject({ code: 'unknown-view', message: 'There is no view slate. The views are: tally.' });
    await expect(supervisor.waitFor(START, { views: ['slate'] })).rejects.toMatchObject({ code: 'unknown-view' });
    await expect(supervisor.start()).rejects.toMatchObject({ code: 'not-running' });
  });

  it('are not begun when the thread cannot start, and the reason is told', async () => {
    const fails = new ReadStoreError('locked', 'Another process keeps these views.');
    const { supervisor, threads } = supervised(() => ({ fails }));
    const refused = await supervisor.start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ReadStoreError);
    expect(refused).toMatchObject({ code: 'locked', message: fails.message });
    expect(threads).toHaveLength(1);
  });

  it('are let go of when it stops, however often it is asked', async () => {
    const { supervisor, threads } = supervised();
    await supervisor.start();
    const waiting = supervisor.waitFor('9'.repeat(40) as Position);
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(await waiting).toBe(false);
    expect(threads).toHaveLength(1);
    const next = supervised();
    await next.supervisor.start();
    expect(await next.supervisor.waitFor(await rig.append([1]))).toBe(true);
  });
});

describe('a thread that dies', () => {
  it('is started again, and what was waited for comes', async () => {
    const { supervisor, threads } = supervised();
    await supervisor.start();
    await supervisor.waitFor(await rig.append([1]));
    const waiting = supervisor.waitFor('00000000000000000002' as Position);
    await last(threads).die(new Error('Out of memory.'));
    await rig.append([2]);
    expect(await waiting).toBe(true);
    expect(threads).toHaveLength(2);
    expect(await supervisor.status()).toMatchObject([{ status: 'live', events: 2 }]);
    expect(rig.said).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'The thread that keeps the views has ended and is started again: Out of memory.',
      }),
    );
  });

  it('is missed meanwhile: the views are stopped, and nothing is done to them', async () => {
    const { supervisor, threads } = supervised(undefined, { backoffMinMs: 2 ** 30, backoffMaxMs: 2 ** 30 });
    await supervisor.start();
    const position = await rig.append([1]);
    await supervisor.waitFor(position);
    const rebuilding = supervisor.rebuild('tally').catch((error: unknown) => error);
    await last(threads).die(new Error('Out of memory.'));
    expect(await rebuilding).toMatchObject({ code: 'not-running' });
    const error = 'The thread that keeps the views has ended and is started again: Out of memory.';
    expect(await supervisor.status()).toMatchObject([{ view: 'tally', status: 'stopped', position, error, lag: 0 }]);
    await expect(supervisor.rebuild('tally')).rejects.toMatchObject({ code: 'not-running', message: error });
    expect(await supervisor.waitFor(position, { timeoutMs: 1 })).toBe(false);
    await supervisor.stop();
    expect(threads).toHaveLength(1);
  });

  it('is started again until it starts', async () => {
    const busy = new ReadStoreError('busy', 'The read store is being written: try again.');
    const { supervisor, threads } = supervised((thread) => (thread === 1 || thread === 2 ? { fails: busy } : {}));
    await supervisor.start();
    await last(threads).die();
    expect(await supervisor.waitFor(await rig.append([1]))).toBe(true);
    expect(threads).toHaveLength(4);
  });

  it('is not started again where only a person can help', async () => {
    const fails = new ReadStoreError('corrupt', 'The read store is damaged: delete it.');
    const { supervisor, threads } = supervised((thread) => (thread === 1 ? { fails } : {}));
    await supervisor.start();
    await supervisor.waitFor(await rig.append([1]));
    const waiting = supervisor.waitFor('9'.repeat(40) as Position);
    await last(threads).die();
    expect(await waiting).toBe(false);
    expect(await supervisor.status()).toMatchObject([{ status: 'stopped', error: fails.message }]);
    await until(() => rig.said.some(({ message }) => message.includes('could not start')));
    expect(threads).toHaveLength(2);
  });
});
