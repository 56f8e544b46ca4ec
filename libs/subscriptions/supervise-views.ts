import type { Position } from '#event-store';
import { checkViewDefinitions, readDeadLetters, type Hold } from '#read-store';
import { positionOf } from './apply-events';
import { ViewsError } from './errors';
import { DEFAULT_VIEW_LIMITS, type ViewLimits } from './limits';
import { prepareView } from './prepare-view';
import { retryDeadLetter, retryDeadLettersOf } from './retry-dead-letters';
import { superviseView, type SupervisedView } from './supervised-view';
import type { Shown } from './show-view';
import { statusOfViews } from './status-of-views';
import type { ViewSupervision, ViewSupervisor } from './supervisor';
import type { View } from './view';
import { createWaiters, type Answer } from './waiters';

/** Supervises the views of one read store; nothing happens before `start`. See `ViewSupervisor`. */
export const superviseViews = (supervision: ViewSupervision): ViewSupervisor => {
  const { readStore, views, now } = supervision;
  const limits: ViewLimits = { ...DEFAULT_VIEW_LIMITS, ...supervision.limits };
  const waiters = createWaiters();
  const running = new Map<string, SupervisedView>();
  let hold: Hold | undefined;
  let stopping: Promise<void> | undefined;

  const viewNamed = (name: string): View<never> => {
    const view = views.find((candidate) => candidate.name === name);
    if (view) return view;
    throw new ViewsError(
      'unknown-view',
      `There is no view ${name}. The views are: ${views.map((known) => known.name).join(', ')}.`,
    );
  };

  const supervised = (name: string): SupervisedView => {
    viewNamed(name);
    const found = stopping === undefined ? running.get(name) : undefined;
    if (found) return found;
    throw new ViewsError('not-running', 'The views are not being kept up to date: start the supervisor first.');
  };

  const standing =
    (names: readonly string[]) =>
    (position: Position): Answer => {
      if (stopping !== undefined) return 'never';
      const standings = names.map((name) => running.get(name)?.shown());
      const isThere = (shown: Shown | undefined): boolean =>
        shown !== undefined && shown.condition !== 'starting' && positionOf(shown.generation) >= position;
      if (standings.every(isThere)) return 'yes';
      return standings.some((shown) => shown?.condition === 'stopped') ? 'never' : 'not-yet';
    };

  return {
    start: async () => {
      if (hold !== undefined || stopping !== undefined)
        throw new ViewsError('not-running', 'This supervisor was started before: make a new one.');
      checkViewDefinitions(views);
      hold = await readStore.holdViews();
      try {
        for (const view of views) {
          const prepare = () => readStore.transaction((tx) => prepareView(tx, readStore, view, now().toISOString()));
          const prepared = await prepare();
          running.set(view.name, superviseView(supervision, limits, view, prepared, prepare, waiters.wake));
        }
      } catch (error) {
        await Promise.all([...running.values()].map((each) => each.stop()));
        running.clear();
        await hold.release();
        hold = undefined;
        throw error;
      }
    },
    status: () => {
      const shown = [...running].map(([view, each]) => ({ view, shown: each.shown() }));
      return statusOfViews(supervision, limits, shown);
    },
    waitFor: async (
      position,
      { views: names = views.map(({ name }) => name), timeoutMs = limits.waitTimeoutMs } = {},
    ) => {
      names.forEach(viewNamed);
      return waiters.wait(standing(names), position, timeoutMs);
    },
    rebuild: async (view, options = {}) => supervised(view).rebuild(options),
    deadLetters: (view) => readDeadLetters(readStore.bookkeeping, view),
    retryDeadLetter: (id) => retryDeadLetter(supervision, (name) => supervised(name).view, id),
    retryAll: async (view) => retryDeadLettersOf(supervision, supervised(view).view),
    stop: () => {
      stopping ??= (async () => {
        await Promise.all([...running.values()].map((each) => each.stop()));
        await hold?.release();
      })();
      waiters.wake();
      return stopping;
    },
  };
};
