import type { BackoffLimits } from './backoff';
import { keepTrying, type Trying } from './keep-trying';
import { DEFAULT_VIEW_LIMITS } from './limits';
import type { Log } from './log';
import { isPassing, sentenceOf } from './trouble';

/** What reacts to events and to time by issuing commands. */
export interface Process {
  readonly name: string;
  /**
   * Works until `signal` is aborted, and lets what is in its hands end first. An error that may pass lets it be run again,
   * later each time; what it did before is not to be done twice.
   * @param wentWell to be called whenever it is where it should be.
   */
  run(signal: AbortSignal, wentWell: () => void): Promise<void>;
  /** False for an error of its own after which only a person can help. */
  readonly mayPass?: (error: unknown) => boolean;
}

export interface ProcessStatus {
  readonly process: string;
  readonly status: 'running' | 'stopped';
  /** Why it is stopped, or what it is getting over by itself just now. */
  readonly error?: string;
}

export interface SupervisedProcess {
  status(): ProcessStatus;
  /** Lets it end what is in its hands. Again: does nothing. */
  stop(): Promise<void>;
}

/** Runs a process, and runs it again when it fails. Begins at once. */
export function superviseProcess(
  process: Process,
  { log, limits = DEFAULT_VIEW_LIMITS }: { readonly log: Log; readonly limits?: BackoffLimits },
): SupervisedProcess {
  const end = new AbortController();
  const { signal } = end;
  const trying: Trying = keepTrying(() => process.run(signal, () => trying.wentWell()), {
    who: `The ${process.name}`,
    fields: { process: process.name },
    log,
    limits,
    signal,
    gaveUp: () => undefined,
    mayPass: (error) => isPassing(error) && process.mayPass?.(error) !== false,
  });
  return {
    status: () => {
      const stoppedBy = trying.stoppedBy();
      const error = stoppedBy === undefined ? trying.trouble() : sentenceOf(stoppedBy);
      const isStopped = stoppedBy !== undefined || signal.aborted;
      return {
        process: process.name,
        status: isStopped ? 'stopped' : 'running',
        ...(error === undefined ? {} : { error }),
      };
    },
    stop: () => {
      end.abort();
      return trying.done;
    },
  };
}
