/** What can go wrong with a log, told apart by what the caller can do about it. */
export type EventStoreErrorCode =
  /** The stream is not where the writer believed it to be: read it again and decide again. */
  | 'conflict'
  /** The call itself is wrong (names, ids, an empty batch): a defect of the caller. */
  | 'invalid'
  /** The log has no event at a position: it is another log, or was restored. What was derived from it is to be rebuilt. */
  | 'position-unknown'
  /** The events are larger than the store takes: send less. */
  | 'too-large'
  /** Nothing was written; try again later. */
  | 'unavailable'
  /** It may or may not have been written: retry with the same ids and the same expected revision, or read. */
  | 'outcome-unknown'
  /** The disk or a quota is full: make room, then try again. */
  | 'full'
  /** The store, or this way to it, can only be read. */
  | 'read-only'
  /** Another process writes to this store. */
  | 'locked'
  /** What is stored is not what was written: stop and restore. */
  | 'corrupt'
  /** The store was written by a newer version of this program. */
  | 'newer-version'
  /** `close` was called. */
  | 'closed';

export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';
  constructor(
    readonly code: EventStoreErrorCode,
    /** A sentence for a person: what happened and what to do. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Expected and actual revision differ. `actual` is `no-stream` when there is none, or a revision. */
export class ConflictError extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly expected: 'no-stream' | 'exists' | bigint,
    readonly actual: 'no-stream' | bigint,
  ) {
    super(
      'conflict',
      `Stream ${stream} is at ${String(actual)}, not at ${String(expected)}: someone else wrote in between.`,
    );
  }
}

/** True for an error of a store, whichever copy of this module made it. */
export const isEventStoreError = (error: unknown): error is EventStoreError =>
  error instanceof Error && error.name === 'EventStoreError' && 'code' in error;
