/** What can go wrong with a read store, told apart by what the caller can do about it. */
export type ReadStoreErrorCode =
  /** The address names no read store that this version can open. */
  | 'invalid-url'
  /** Nothing is there, and the caller may not make it. */
  | 'not-found'
  /** The file belongs to something else: nothing was touched. */
  | 'not-a-read-store'
  /** It was written by a newer version of this program. */
  | 'newer-version'
  /** What is stored cannot be read: delete it, every view is rebuilt from the log. */
  | 'corrupt'
  /** Another process keeps these views up to date. */
  | 'locked'
  /** Someone else is writing this moment: try again. */
  | 'busy'
  /** It cannot be reached this moment (file, disk, server): try again. */
  | 'unavailable'
  /** The disk is full: make room, then try again. */
  | 'full'
  /** It was opened, or lies, where nothing may be written. */
  | 'read-only'
  /** `close` was called. */
  | 'closed'
  /** The declaration of a view is wrong: a defect of its author. */
  | 'invalid-view'
  /** There is no generation of this view to read. */
  | 'no-such-view';

export class ReadStoreError extends Error {
  override readonly name = 'ReadStoreError';
  constructor(
    readonly code: ReadStoreErrorCode,
    /** A sentence for a person: what happened and what to do. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an error of a read store, whichever copy of this module made it. */
export const isReadStoreError = (error: unknown): error is ReadStoreError =>
  error instanceof Error && error.name === 'ReadStoreError' && 'code' in error;
