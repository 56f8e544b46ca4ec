import type { EventStore, Position } from '#event-store';
import type { DeadLetter, ViewStorage } from '#read-store';
import type { ViewLimits } from './limits';
import type { Log } from './log';
import type { View } from './view';

export interface ViewSupervision {
  readonly store: EventStore;
  readonly readStore: ViewStorage;
  readonly views: readonly View<never>[];
  readonly log: Log;
  /** The clock, for bookkeeping only: nothing of it enters a view. */
  readonly now: () => Date;
  readonly limits?: Partial<ViewLimits>;
}

/**
 * `starting`: it is not known yet whether the log still holds what the view was built from. `live`: follows the log. `building`: what queries see is being built, or is of another version until the new one is
 * swapped in. `stopped`: not being kept; `error` says why, and whether it needs a person.
 */
export type ViewCondition = 'starting' | 'live' | 'building' | 'stopped';

export interface ViewStatus {
  readonly view: string;
  /** The version that queries see. */
  readonly version: number;
  readonly status: ViewCondition;
  /** What queries see includes every event up to here. */
  readonly position: Position;
  /** How many events that includes. */
  readonly events: number;
  /**
   * Events of the log that are not in it yet, counted up to `maxCountedLag`: that figure means "at least". Absent while
   * the log cannot be read.
   */
  readonly lag?: number;
  /** Absent while the read store cannot be read. */
  readonly deadLetters?: number;
  /** When the last event that it includes was recorded; UTC, ISO 8601. */
  readonly lastEventAt?: string;
  /** Why it is stopped, or what it is getting over by itself just now. */
  readonly error?: string;
  /** The generation being built beside it. */
  readonly building?: BuildStatus;
}

export interface BuildStatus {
  readonly version: number;
  readonly status: 'building' | 'stopped';
  readonly position: Position;
  readonly events: number;
  readonly error?: string;
}

export interface RebuildProgress {
  /** Events applied so far. */
  readonly done: number;
  /** Events to apply, as far as is known: as many as the live generation holds. 0 when nothing is known yet. */
  readonly total: number;
  readonly position: Position;
}

export interface WaitForOptions {
  /** Names; default: all. */
  readonly views?: readonly string[];
  /** Milliseconds; default: the limit `waitTimeoutMs`. */
  readonly timeoutMs?: number;
}

export interface RebuildOptions {
  /** Told after each batch. */
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** What became of one dead letter that was tried again. */
export interface RetryOutcome {
  readonly id: string;
  readonly view: string;
  readonly applied: boolean;
  /** What the view said, when it was not applied. */
  readonly error?: string;
}

/** Keeps views up to date, each by a loop of its own: what befalls one does not hold up another. */
export interface ViewSupervisor {
  /**
   * Takes the right to keep these views, makes what is missing, and begins; answers without waiting to catch up.
   * @throws ReadStoreError `locked` when another process keeps them, `invalid-view`, or when the read store fails.
   */
  start(): Promise<void>;
  /** One entry per view, in the order given. */
  status(): Promise<readonly ViewStatus[]>;
  /**
   * Waits until queries see everything up to `position` (a query that says `at-least`). Answers false when the time is
   * up, and at once when a view it waits for is stopped, or the supervisor.
   * @throws ViewsError `unknown-view`.
   */
  waitFor(position: Position, options?: WaitForOptions): Promise<boolean>;
  /**
   * Builds the view anew beside the one that queries see; answers once it is swapped in. Stops at an event that cannot
   * be applied, with the old one still there.
   * @throws ViewsError `unknown-view`, `already-building`, `poison-event` or `not-running` (stopped meanwhile: the build
   * goes on at the next start).
   */
  rebuild(view: string, options?: RebuildOptions): Promise<void>;
  /** In the order of the log; of one view or of all. */
  deadLetters(view?: string): Promise<readonly DeadLetter[]>;
  /**
   * Applies the event of a dead letter now, after the ones that came later, and removes the letter when that succeeds.
   * A view whose rows depend on the order is to be rebuilt instead.
   * @throws ViewsError `unknown-dead-letter`, `event-missing`, `not-running` or `already-building` (while a new version
   * is on its way, which will apply it in its place).
   */
  retryDeadLetter(id: string): Promise<RetryOutcome>;
  /** The same for every dead letter of a view, in the order of the log. @throws also `unknown-view`. */
  retryAll(view: string): Promise<readonly RetryOutcome[]>;
  /** Lets each loop commit the batch in its hands, then lets go. The stores stay open. Again: does nothing. */
  stop(): Promise<void>;
}
