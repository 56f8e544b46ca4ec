import { isEventStoreError } from '#event-store';
import type { Generation } from '#read-store';
import { applyBatch, positionOf, type InHand } from './apply-events';
import { batchesOf } from './batches';
import { ViewsError } from './errors';
import { keepTrying, type Trying } from './keep-trying';
import type { ViewLimits } from './limits';
import type { ViewSupervision } from './supervisor';
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
  const readOn = async (): Promise<void> => {
    const after = positionOf(inHand.generation);
    for await (const { events, caughtUp } of batchesOf(store, { after, size: limits.batchSize, signal })) {
      if (events.length > 0)
        await applyBatch({ supervision, inHand, maxDeadLetters: limits.maxDeadLetters, signal }, events);
      trying.wentWell();
      await hooks.moved(caughtUp);
    }
  };

  const pass = async (): Promise<void> => {
    try {
      await readOn();
    } catch (error) {
      if (!isEventStoreError(error) || error.code !== 'position-unknown') throw error;
      throw new ViewsError('log-replaced', error.message, { cause: error });
    }
  };

  const trying: Trying = keepTrying(pass, {
    who: `View ${view.name}`,
    fields: { view: view.name, generation: generation.generation },
    log,
    limits,
    signal,
    gaveUp: (error) => hooks.stopped(error),
  });

  return {
    inHand,
    trouble: trying.trouble,
    stoppedBy: trying.stoppedBy,
    stop: async () => {
      end.abort();
      await trying.done;
    },
  };
};
