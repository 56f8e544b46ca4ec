import { backoff, pause, type BackoffLimits } from './backoff';
import type { Log } from './log';
import { isPassing, sentenceOf } from './trouble';

export interface Trying {
  /** What it is getting over by itself just now. */
  readonly trouble: () => string | undefined;
  /** Why it gave up, if it did. */
  readonly stoppedBy: () => unknown;
  /** To be called whenever something was done: the failures before it are forgotten. */
  readonly wentWell: () => void;
  /** Resolves when it has ended; never rejects. */
  readonly done: Promise<void>;
}

export interface TryingOptions {
  /** Who tries: `View slate`. */
  readonly who: string;
  /** Go with every line of the log. */
  readonly fields: object;
  readonly log: Log;
  readonly limits: BackoffLimits;
  readonly signal: AbortSignal;
  /** When it gave up. */
  readonly gaveUp: (error: unknown) => void;
  /** Whether trying again may help after an error. Default: as the stores say. */
  readonly mayPass?: (error: unknown) => boolean;
}

/**
 * Does `work` again and again until `signal` is aborted: after an error that may pass later each time, after any other not at
 * all. Begins at once.
 */
export function keepTrying(work: () => Promise<void>, options: TryingOptions): Trying {
  const { who, fields, log, limits, signal, gaveUp, mayPass = isPassing } = options;
  let failures = 0;
  let trouble: string | undefined;
  let stoppedBy: unknown;

  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (!mayPass(error)) {
          stoppedBy = error;
          log.error({ ...fields, err: error }, sentenceOf(error));
          gaveUp(error);
          return;
        }
        failures += 1;
        trouble = sentenceOf(error);
        const waitMs = backoff(failures, limits);
        log.warn({ ...fields, err: error, failures, waitMs }, `${who} is held up and tries again: ${trouble}`);
        await pause(waitMs, signal);
      }
    }
  };

  return {
    trouble: () => trouble,
    stoppedBy: () => stoppedBy,
    wentWell: () => {
      failures = 0;
      trouble = undefined;
    },
    done: loop(),
  };
}
