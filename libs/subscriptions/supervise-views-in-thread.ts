import { readDeadLetters, readGenerations, shownOf } from '#read-store';
import { backoff, pause } from './backoff';
import { ViewsError } from './errors';
import { DEFAULT_VIEW_LIMITS, type ViewLimits } from './limits';
import { statusOfViews } from './status-of-views';
import type { RebuildOptions, ViewStatus, ViewSupervision, ViewSupervisor } from './supervisor';
import { isPassing, sentenceOf } from './trouble';
import { talkTo, ThreadEnded, type Talk, type ViewsThread } from './views-thread';
import type { Answered, Asked, Given } from './views-thread-messages';

export interface ThreadSupervision extends Pick<ViewSupervision, 'store' | 'log' | 'limits'> {
  /** Only read here. */
  readonly readStore: ViewSupervision['readStore'];
  /** Names of the views that the thread keeps. */
  readonly views: readonly string[];
  /** Starts a thread that runs `keepViewsFor`. */
  startThread(): ViewsThread;
}

/**
 * The supervisor of views that another thread keeps, so that keeping them takes nothing from this one. A thread that
 * ends without being told to is started again, sooner or later as it has ended before; `status` then says that the
 * views are stopped, and why.
 */
export const superviseViewsInThread = (supervision: ThreadSupervision): ViewSupervisor => {
  const { readStore, views, log } = supervision;
  const limits: ViewLimits = { ...DEFAULT_VIEW_LIMITS, ...supervision.limits };
  const end = new AbortController();
  const hasEnded = (): boolean => end.signal.aborted;
  /** The thread at work; undefined while there is none. */
  let talk: Talk | undefined;
  /** Why there is none. */
  let trouble = 'The views are not being kept up to date: start the supervisor first.';
  /** Resolves when a thread is at work again, or when there will be none any more. */
  let settled: PromiseWithResolvers<void> = Promise.withResolvers();
  let isOver = false;
  let running: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const begin = async (): Promise<Talk> => {
    const begun = talkTo(supervision.startThread(), log);
    await begun.started;
    return begun;
  };

  /** Tries until a thread is at work; undefined when told to stop meanwhile, or when only a person can help. */
  const beginAgain = async (failures: number): Promise<Talk | undefined> => {
    for (let tries = failures; ; tries += 1) {
      await pause(backoff(tries, limits), end.signal);
      if (hasEnded()) return undefined;
      try {
        return await begin();
      } catch (error) {
        trouble = sentenceOf(error);
        log.error({ err: error, tries }, `The thread that keeps the views could not start: ${trouble}`);
        if (!isPassing(error)) return undefined;
      }
    }
  };

  const keepRunning = async (first: Talk): Promise<void> => {
    let failures = 0;
    for (let current: Talk | undefined = first; current !== undefined; current = await beginAgain(failures)) {
      talk = current;
      settled.resolve();
      // Told to stop while it started.
      if (hasEnded()) void current.ask('stop', []).catch(() => undefined);
      const since = Date.now();
      const error = await current.ended;
      talk = undefined;
      if (hasEnded()) break;
      settled = Promise.withResolvers();
      // One that went on for long has not failed in a row with the one before.
      failures = Date.now() - since > limits.backoffMaxMs ? 1 : failures + 1;
      trouble = `The thread that keeps the views has ended and is started again: ${sentenceOf(error)}`;
      log.error({ err: error, failures }, trouble);
    }
    isOver = true;
    settled.resolve();
  };

  const ask = async <M extends Asked>(method: M, given: Given<M>, progress?: RebuildOptions): Promise<Answered<M>> => {
    if (talk === undefined) throw new ViewsError('not-running', trouble);
    try {
      return await talk.ask(method, given, progress?.onProgress);
    } catch (error) {
      throw error instanceof ThreadEnded ? new ViewsError('not-running', error.message, { cause: error }) : error;
    }
  };

  const statusWithoutThread = async (): Promise<readonly ViewStatus[]> => {
    const generations = await readGenerations(readStore.bookkeeping);
    const shown = views.flatMap((view) => {
      const generation = shownOf(generations.filter((each) => each.view === view));
      return generation === undefined
        ? []
        : [{ view, shown: { generation, condition: 'stopped' as const, error: trouble } }];
    });
    return statusOfViews(supervision, limits, shown);
  };

  return {
    start: async () => {
      if (running !== undefined || stopping !== undefined)
        throw new ViewsError('not-running', 'This supervisor was started before: make a new one.');
      running = Promise.resolve();
      talk = await begin();
      running = keepRunning(talk);
    },
    status: async () => {
      try {
        return await ask('status', []);
      } catch (error) {
        if (talk !== undefined) throw error;
        return statusWithoutThread();
      }
    },
    waitFor: async (position, { views: names, timeoutMs = limits.waitTimeoutMs } = {}) => {
      const deadline = Date.now() + timeoutMs;
      while (!hasEnded() && !isOver) {
        const left = Math.max(0, deadline - Date.now());
        const asked = { timeoutMs: left, ...(names && { views: names }) };
        if (talk !== undefined) {
          try {
            return await talk.ask('waitFor', [position, asked]);
          } catch (error) {
            if (!(error instanceof ThreadEnded)) throw error;
          }
        } else {
          if (left === 0) return false;
          await Promise.race([settled.promise, pause(left, end.signal)]);
        }
      }
      return false;
    },
    rebuild: (view, options = {}) => ask('rebuild', [view], options),
    deadLetters: (view) => readDeadLetters(readStore.bookkeeping, view),
    retryDeadLetter: (id) => ask('retryDeadLetter', [id]),
    retryAll: (view) => ask('retryAll', [view]),
    stop: () =>
      (stopping ??= (async () => {
        end.abort();
        await talk?.ask('stop', []).catch(() => undefined);
        await running;
      })()),
  };
};
