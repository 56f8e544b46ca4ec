import { START, type Position } from '#event-store';
import {
  beginGeneration,
  discardGeneration,
  discardView,
  promoteGeneration,
  shownOf,
  type Generation,
} from '#read-store';
import { positionOf } from './apply-events';
import { backoff, pause } from './backoff';
import { ViewsError } from './errors';
import { follow, type Following } from './follow';
import type { ViewLimits } from './limits';
import { logHolds } from './prepare-view';
import type { BuildStatus, RebuildOptions, ViewCondition, ViewSupervision } from './supervisor';
import { isPassing, sentenceOf } from './trouble';
import type { View } from './view';

/** What queries see of a view, and how it fares. */
export interface Shown {
  readonly generation: Generation;
  readonly condition: ViewCondition;
  readonly error?: string;
  readonly building?: BuildStatus;
}

export interface SupervisedView {
  readonly view: View<never>;
  shown(): Shown;
  /** @throws ViewsError `already-building`, `poison-event`, `not-running`. */
  rebuild(options: RebuildOptions): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs one view: follows the log for the live generation and for the one being built, and swaps the second in when it
 * has caught up with the first. `changed` is called whenever what `shown` answers may have changed.
 */
export const superviseView = (
  supervision: ViewSupervision,
  limits: ViewLimits,
  view: View<never>,
  prepared: readonly Generation[],
  changed: () => void,
): SupervisedView => {
  const { store, readStore, log, now } = supervision;
  const end = new AbortController();
  const isCurrent = ({ version }: Generation): boolean => version === view.version;

  /** Those that stand in the store and are not followed: before the log is found to hold them, or of another version. */
  let waiting: readonly Generation[] = prepared;
  let live: Following | undefined;
  let build: Following | undefined;
  /** Where the live generation was halted for the swap. */
  let haltedAt: Position | undefined;
  let swapped = Promise.withResolvers<void>();
  let onProgress: RebuildOptions['onProgress'];
  let trouble: string | undefined;
  let startedOverBecause: string | undefined;
  let failedToLaunch = false;

  const followLive = (generation: Generation): Following =>
    follow(supervision, limits, view, generation, { moved: () => Promise.resolve(changed()), stopped: changed });

  const followBuild = (generation: Generation): Following => {
    swapped = Promise.withResolvers<void>();
    // Whoever asked for the build hears of its end; of one that nobody asked for, the log and the status tell.
    swapped.promise.catch(() => undefined);
    haltedAt = undefined;
    log.info(
      {
        view: view.name,
        version: view.version,
        generation: generation.generation,
        from: generation.checkpoint.position,
      },
      `View ${view.name} is being built.`,
    );
    const following: Following = follow(supervision, limits, view, generation, {
      moved: async (caughtUp) => {
        if (following === build) await afterBuilding(following, caughtUp);
        changed();
      },
      stopped: (error) => {
        if (live && haltedAt !== undefined) live = followLive(live.inHand.generation);
        swapped.reject(error);
        changed();
      },
    });
    return following;
  };

  const afterBuilding = async (building: Following, caughtUp: boolean): Promise<void> => {
    const { generation } = building.inHand;
    onProgress?.({
      done: generation.checkpoint.events,
      total: Math.max(generation.checkpoint.events, live?.inHand.generation.checkpoint.events ?? 0),
      position: positionOf(generation),
    });
    if (haltedAt === undefined) {
      if (!caughtUp) return;
      // Halted, so that what queries see never goes back: the new one is swapped in where the old one stands, or later.
      await live?.stop();
      haltedAt = live ? positionOf(live.inHand.generation) : START;
    }
    if (positionOf(generation) < haltedAt) return;
    await readStore.transaction((tx) => promoteGeneration(tx, generation, now().toISOString()));
    building.inHand.generation = { ...building.inHand.generation, status: 'live' };
    live = building;
    build = undefined;
    waiting = [];
    onProgress = undefined;
    startedOverBecause = undefined;
    log.info(
      {
        view: view.name,
        version: view.version,
        generation: generation.generation,
        events: generation.checkpoint.events,
      },
      `View ${view.name} is live.`,
    );
    swapped.resolve();
  };

  const startOver = async (): Promise<void> => {
    startedOverBecause = `View ${view.name} was built from events that the log does not have: it was replaced, perhaps by an older backup. The view is rebuilt.`;
    log.warn({ view: view.name, generations: waiting }, startedOverBecause);
    const fresh = await readStore.transaction(async (tx) => {
      await discardView(tx, view.name);
      return beginGeneration(tx, view, now().toISOString());
    });
    waiting = [fresh];
  };

  const launch = async (): Promise<void> => {
    for (const { checkpoint } of waiting) {
      if (await logHolds(store, checkpoint)) continue;
      await startOver();
      break;
    }
    if (end.signal.aborted) return;
    const current = waiting.filter(isCurrent);
    waiting = waiting.filter((generation) => !isCurrent(generation));
    for (const generation of current)
      if (generation.status === 'live') live = followLive(generation);
      else build = followBuild(generation);
    changed();
  };

  const launchUntilItSucceeds = async (): Promise<void> => {
    for (let failures = 1; !end.signal.aborted; failures += 1) {
      try {
        await launch();
        trouble = undefined;
        return;
      } catch (error) {
        trouble = sentenceOf(error);
        failedToLaunch = !isPassing(error);
        log[failedToLaunch ? 'error' : 'warn']({ view: view.name, err: error, failures }, trouble);
        changed();
        if (failedToLaunch) return;
        await pause(backoff(failures, limits), end.signal);
      }
    }
  };
  const launched = launchUntilItSucceeds();

  const buildStatus = (following: Following): BuildStatus => {
    const { generation } = following.inHand;
    const stopped = following.stoppedBy();
    const error = stopped === undefined ? following.trouble() : sentenceOf(stopped);
    return {
      version: generation.version,
      status: stopped === undefined ? 'building' : 'stopped',
      position: positionOf(generation),
      events: generation.checkpoint.events,
      ...(error !== undefined && { error }),
    };
  };

  const shown = (): Shown => {
    const outdated = shownOf(waiting);
    const building = build && buildStatus(build);
    if (live) {
      const stopped = live.stoppedBy();
      const error = stopped === undefined ? live.trouble() : sentenceOf(stopped);
      return {
        generation: live.inHand.generation,
        condition: stopped === undefined ? 'live' : 'stopped',
        ...(error !== undefined && { error }),
        ...(building && { building }),
      };
    }
    const generation = outdated ?? build?.inHand.generation;
    if (generation === undefined) throw new Error(`View ${view.name} has no generation.`);
    const error = building?.error ?? trouble ?? startedOverBecause;
    const condition = failedToLaunch ? 'stopped' : (building?.status ?? conditionAtRest(generation));
    return {
      generation,
      condition,
      ...(error !== undefined && { error }),
      ...(outdated && building && { building }),
    };
  };

  const conditionAtRest = (generation: Generation): ViewCondition =>
    generation.status === 'live' && isCurrent(generation) ? 'live' : 'building';

  const beginAnew = async (): Promise<Generation> => {
    const given = build?.inHand.generation;
    return readStore.transaction(async (tx) => {
      if (given) await discardGeneration(tx, given);
      return beginGeneration(tx, view, now().toISOString());
    });
  };

  let beginning = false;
  return {
    view,
    shown,
    rebuild: async (options) => {
      await launched;
      if (end.signal.aborted || failedToLaunch)
        throw new ViewsError('not-running', `View ${view.name} is not running: start it, then rebuild it.`);
      if (beginning || (build && build.stoppedBy() === undefined))
        throw new ViewsError('already-building', `View ${view.name} is being built already: wait until it is live.`);
      beginning = true;
      try {
        const generation = await beginAnew();
        onProgress = options.onProgress;
        build = followBuild(generation);
      } finally {
        beginning = false;
      }
      changed();
      await swapped.promise;
    },
    stop: async () => {
      end.abort();
      await launched;
      await Promise.all([live?.stop(), build?.stop()]);
      swapped.reject(
        new ViewsError(
          'not-running',
          `View ${view.name} was stopped while it was being built: that goes on at the next start.`,
        ),
      );
    },
  };
};
