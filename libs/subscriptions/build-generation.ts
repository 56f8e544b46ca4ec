import type { Position } from '#event-store';
import { promoteGeneration, type Generation } from '#read-store';
import { positionOf } from './apply-events';
import { ViewsError } from './errors';
import { follow, type Following } from './follow';
import type { ViewLimits } from './limits';
import type { RebuildProgress, ViewSupervision } from './supervisor';
import type { View } from './view';

/** A generation on its way to be the live one. */
export interface Build {
  readonly following: Following;
  /** Resolves when it is swapped in; rejects when it gave up or was stopped. */
  readonly swapped: Promise<void>;
  stop(): Promise<void>;
}

export interface BuildHooks {
  /** Halts the generation that is live, and answers where it stands: `START` when there is none. */
  haltLive(): Promise<Position>;
  /** Lets it go on: there will be no swap. */
  resumeLive(): void;
  /** What is left to do, as far as is known. */
  totalEvents(): number;
  /** It is the live one now. */
  promoted(following: Following): void;
  /** When it gave up, also after it was promoted. */
  stopped(error: unknown): void;
  changed(): void;
}

/** Follows the log for a new generation, and swaps it in once it has caught up with the live one. Begins at once. */
export const buildGeneration = (
  supervision: ViewSupervision,
  limits: ViewLimits,
  view: View<never>,
  begun: Generation,
  hooks: BuildHooks,
  onProgress?: (progress: RebuildProgress) => void,
): Build => {
  const { readStore, log, now } = supervision;
  const naming = { view: view.name, version: begun.version, generation: begun.generation };
  const swapped: PromiseWithResolvers<void> = Promise.withResolvers();
  // Whoever asked for the build hears of its end; of one that nobody asked for, the log and the status tell.
  swapped.promise.catch(() => undefined);
  let liveHaltedAt: Position | undefined;
  let isSwapped = false;

  const promote = async (): Promise<void> => {
    await readStore.transaction((tx) => promoteGeneration(tx, following.inHand.generation, now().toISOString()));
    isSwapped = true;
    following.inHand.generation = { ...following.inHand.generation, status: 'live' };
    hooks.promoted(following);
    log.info({ ...naming, events: following.inHand.generation.checkpoint.events }, `View ${view.name} is live.`);
    swapped.resolve();
  };

  const moved = async (caughtUp: boolean): Promise<void> => {
    const { events } = following.inHand.generation.checkpoint;
    const position = positionOf(following.inHand.generation);
    onProgress?.({ done: events, total: Math.max(events, hooks.totalEvents()), position });
    // Halted, so that what queries see never goes back: the new one is swapped in where the old one stands, or later.
    if (caughtUp) liveHaltedAt ??= await hooks.haltLive();
    if (liveHaltedAt !== undefined && position >= liveHaltedAt) await promote();
  };

  log.info({ ...naming, from: begun.checkpoint.position }, `View ${view.name} is being built.`);
  const following = follow(supervision, limits, view, begun, {
    moved: async (caughtUp) => {
      if (!isSwapped) await moved(caughtUp);
      hooks.changed();
    },
    stopped: (error) => {
      if (liveHaltedAt !== undefined && !isSwapped) hooks.resumeLive();
      swapped.reject(error);
      hooks.stopped(error);
    },
  });
  return {
    following,
    swapped: swapped.promise,
    stop: async () => {
      await following.stop();
      swapped.reject(
        new ViewsError(
          'not-running',
          `View ${view.name} was stopped while it was being built: that goes on at the next start.`,
        ),
      );
    },
  };
};
