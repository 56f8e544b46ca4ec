import type { Generation } from '#read-store';
import { applyBatch, positionOf, type InHand } from './apply-events';
import { backoff, pause } from './backoff';
import { batchesOf } from './batches';
import type { ViewLimits } from './limits';
import type { ViewSupervision } from './supervisor';
import { isPassing, sentenceOf } from './trouble';
import type { View } from './view';

export interface Following {
  /** Where it is now. */
  readonly inHand: InHand;
  /** What it is getting over by itself just now. */
  trouble(): string | undefined;
  /** Why it gave up, if it did. */
  stoppedBy(): unknown;
  /** Lets it commit the batch in its hands, then end. */
  stop(): Promise<void>;
}

export interface FollowHooks {
  /** After each batch, committed; an error of it is met as one of the batch would be. */
  moved(caughtUp: boolean): Promise<void>;
  /** When it gave up. */
  stopped(error: unknown): void;
}

/** Follows the log on behalf of one generation, until stopped or until only a person can help. Begins at once. */
export const follow = (
  supervision: ViewSupervision,
  limits: ViewLimits,
  view: View<never>,
  generation: Generation,
  hooks: FollowHooks,
): Following => {
  const { store, log } = supervision;
  const inHand: InHand = { view, generation };
  const end = new AbortController();
  const { signal } = end;
  let failures = 0;
  let trouble: string | undefined;
  let stoppedBy: unknown;

  const pass = async (): Promise<void> => {
    const after = positionOf(inHand.generation);
    for await (const { events, caughtUp } of batchesOf(store, { after, size: limits.batchSize, signal })) {
      if (events.length > 0)
        await applyBatch({ supervision, inHand, maxDeadLetters: limits.maxDeadLetters, signal }, events);
      failures = 0;
      trouble = undefined;
      await hooks.moved(caughtUp);
    }
  };

  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await pass();
      } catch (error) {
        if (!isPassing(error)) {
          stoppedBy = error;
          log.error({ view: view.name, generation: generation.generation, err: error }, sentenceOf(error));
          hooks.stopped(error);
          return;
        }
        failures += 1;
        trouble = sentenceOf(error);
        const waitMs = backoff(failures, limits);
        log.warn(
          { view: view.name, generation: generation.generation, err: error, failures, waitMs },
          `View ${view.name} is held up and tries again: ${trouble}`,
        );
        await pause(waitMs, signal);
      }
    }
  };

  const done = loop();
  return {
    inHand,
    trouble: () => trouble,
    stoppedBy: () => stoppedBy,
    stop: async () => {
      end.abort();
      await done;
    },
  };
};
