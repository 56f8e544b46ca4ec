import type { Position } from '#event-store';
import { checkViewDefinitions, countDeadLetters, readDeadLetters, type Hold } from '#read-store';
import { positionOf } from './apply-events';
import { ViewsError } from './errors';
import { DEFAULT_VIEW_LIMITS, type ViewLimits } from './limits';
import { prepareView } from './prepare-view';
import { retryDeadLetter, retryDeadLettersOf } from './retry-dead-letters';
import { superviseView, type SupervisedView } from './supervised-view';
import type { Shown } from './show-view';
import type { ViewStatus, ViewSupervision, ViewSupervisor } from './supervisor';
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
          const prepared = await readStore.transaction((tx) => prepareView(tx, readStore, view, now().toISOString()));
          running.set(view.name, superviseView(supervision, limits, view, prepared, waiters.wake));
        }
      } catch (error) {
        await Promise.all([...running.values()].map((each) => each.stop()));
        running.clear();
        await hold.release();
        hold = undefined;
        throw error;
      }
    },
    status: () => statusOf(supervision, limits, [...running.values()]),
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

const statusOf = async (
  { store, readStore, log }: ViewSupervision,
  { maxCountedLag }: ViewLimits,
  supervised: readonly SupervisedView[],
): Promise<readonly ViewStatus[]> => {
  const lags = new Map<Position, Promise<number>>();
  const lagBehind = async (after: Position): Promise<number> => {
    const behind: string[] = [];
    for await (const { id } of store.readAll({ after, limit: maxCountedLag })) behind.push(id);
    return behind.length;
  };
  // What cannot be counted just now is left out: the rest of a status is wanted most when something is wrong.
  const orNothing = <T>(figure: Promise<T>): Promise<T | undefined> =>
    figure.catch((error: unknown) => {
      log.warn({ err: error }, 'A figure of the status of views is missing.');
      return undefined;
    });
  const letters = await orNothing(countDeadLetters(readStore.bookkeeping));
  return Promise.all(
    supervised.map(async (each): Promise<ViewStatus> => {
      const { generation, condition, error, building } = each.shown();
      const position = positionOf(generation);
      const counting = lags.get(position) ?? lagBehind(position);
      lags.set(position, counting);
      const lag = await orNothing(counting);
      const lastEventAt = generation.checkpoint.last?.recordedAt;
      return {
        view: each.view.name,
        version: generation.version,
        status: condition,
        position,
        events: generation.checkpoint.events,
        ...(lag !== undefined && { lag }),
        ...(letters && { deadLetters: letters.get(each.view.name) ?? 0 }),
        ...(lastEventAt !== undefined && { lastEventAt }),
        ...(error !== undefined && { error }),
        ...(building && { building }),
      };
    }),
  );
};
