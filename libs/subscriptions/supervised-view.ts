import { START } from '#event-store';
import { beginGeneration, discardGeneration, discardView, shownOf, type Generation } from '#read-store';
import { positionOf } from './apply-events';
import { backoff, pause } from './backoff';
import { buildGeneration, type Build } from './build-generation';
import { isViewsError, ViewsError } from './errors';
import { follow, type Following } from './follow';
import type { ViewLimits } from './limits';
import { logHolds } from './prepare-view';
import { showView, type Shown, type ViewState } from './show-view';
import type { RebuildOptions, ViewSupervision } from './supervisor';
import { isPassing, sentenceOf } from './trouble';
import type { View } from './view';

const isReplacement = (error: unknown): boolean => isViewsError(error) && error.code === 'log-replaced';

export interface SupervisedView {
  readonly view: View<never>;
  shown(): Shown;
  /** @throws ViewsError `already-building`, `poison-event`, `not-running`. */
  rebuild(options: RebuildOptions): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs one view: follows the log for the live generation and for the one being built, and begins anew when the log is
 * found to be another one. `prepare` is `prepareView`, which has answered `prepared`. `changed` is called whenever what
 * `shown` answers may have changed.
 */
export const superviseView = (
  supervision: ViewSupervision,
  limits: ViewLimits,
  view: View<never>,
  prepared: readonly Generation[],
  prepare: () => Promise<readonly Generation[]>,
  changed: () => void,
): SupervisedView => {
  const { store, readStore, log, now } = supervision;
  const end = new AbortController();
  const hasEnded = (): boolean => end.signal.aborted;
  const isCurrent = ({ version }: Generation): boolean => version === view.version;

  /** Those that stand in the store and are not followed: before the log is found to hold them, or of another version. */
  let resting: readonly Generation[] = prepared;
  let live: Following | undefined;
  let build: Build | undefined;
  let trouble: string | undefined;
  let launchState: ViewState['launch'] = 'under way';
  let isBeginning = false;

  const stopped = (error: unknown): void => {
    if (isReplacement(error)) {
      launchState = 'under way';
      launched = launched.then(launchAgain);
    }
    changed();
  };

  const followLive = (generation: Generation): Following =>
    follow(supervision, limits, view, generation, {
      moved: () => {
        changed();
        return Promise.resolve();
      },
      stopped,
    });

  const followBuild = (generation: Generation, { onProgress }: RebuildOptions): Build =>
    buildGeneration(
      supervision,
      limits,
      view,
      generation,
      {
        haltLive: async () => {
          await live?.stop();
          return live ? positionOf(live.inHand.generation) : START;
        },
        resumeLive: () => {
          if (live?.stoppedBy() === undefined && !hasEnded()) live &&= followLive(live.inHand.generation);
        },
        totalEvents: () => (live?.inHand.generation ?? shownOf(resting))?.checkpoint.events ?? 0,
        promoted: (following) => {
          live = following;
          build = undefined;
          resting = [];
          trouble = undefined;
        },
        stopped,
        changed,
      },
      onProgress,
    );

  const startOver = async (): Promise<void> => {
    trouble = `View ${view.name} was built from events that the log does not have: it was replaced, perhaps by an older backup. The view is rebuilt.`;
    log.warn({ view: view.name, generations: resting }, trouble);
    const fresh = await readStore.transaction(async (tx) => {
      await discardView(tx, view.name);
      return beginGeneration(tx, view, now().toISOString());
    });
    resting = [fresh];
  };

  const launch = async (): Promise<void> => {
    trouble = undefined;
    for (const { checkpoint } of resting) {
      if (await logHolds(store, checkpoint)) continue;
      await startOver();
      break;
    }
    if (hasEnded()) return;
    const current = resting.filter(isCurrent);
    resting = resting.filter((generation) => !isCurrent(generation));
    for (const generation of current)
      if (generation.status === 'live') live = followLive(generation);
      else build = followBuild(generation, {});
    launchState = 'done';
    changed();
  };

  const launchUntilItSucceeds = async (isAgain: boolean): Promise<void> => {
    for (let failures = 1; !hasEnded(); failures += 1) {
      try {
        if (isAgain) {
          resting = await prepare();
          live = undefined;
          build = undefined;
        }
        await launch();
        return;
      } catch (error) {
        trouble = sentenceOf(error);
        const passing = isPassing(error);
        if (!passing) launchState = 'failed';
        log[passing ? 'warn' : 'error']({ view: view.name, err: error, failures }, trouble);
        changed();
        if (!passing) return;
        await pause(backoff(failures, limits), end.signal);
      }
    }
  };

  const launchAgain = async (): Promise<void> => {
    await Promise.all([live?.stop(), build?.stop()]);
    await launchUntilItSucceeds(true);
  };

  let launched = launchUntilItSucceeds(false);

  const beginAnew = async (): Promise<Generation> => {
    const given = build?.following.inHand.generation;
    return readStore.transaction(async (tx) => {
      if (given) await discardGeneration(tx, given);
      return beginGeneration(tx, view, now().toISOString());
    });
  };

  const notRunning = (): ViewsError =>
    new ViewsError('not-running', `View ${view.name} is not running: start it, then rebuild it.`);

  const rebuild = async (options: RebuildOptions): Promise<void> => {
    await launched;
    if (hasEnded() || launchState === 'failed') throw notRunning();
    if (isBeginning || (build && build.following.stoppedBy() === undefined))
      throw new ViewsError('already-building', `View ${view.name} is being built already: wait until it is live.`);
    isBeginning = true;
    try {
      const begun = await beginAnew();
      // It is in the store: the next start takes it up, or the one that is under way because the log was replaced.
      if (hasEnded() || launchState !== 'done') throw notRunning();
      build = followBuild(begun, options);
    } finally {
      isBeginning = false;
    }
    changed();
    await build.swapped;
  };

  return {
    view,
    shown: () => showView({ view, resting, live, build: build?.following, trouble, launch: launchState }),
    rebuild,
    stop: async () => {
      end.abort();
      await launched;
      await Promise.all([live?.stop(), build?.stop()]);
    },
  };
};
