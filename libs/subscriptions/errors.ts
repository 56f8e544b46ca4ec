/** What can go wrong with keeping views, told apart by what the caller can do about it. */
export type ViewsErrorCode =
  /** No view of that name is supervised here. */
  | 'unknown-view'
  /** There is no such dead letter (any more). */
  | 'unknown-dead-letter'
  /** A new generation of this view is on its way already. */
  | 'already-building'
  /** An event could not be applied while building: cure the view, then rebuild. */
  | 'poison-event'
  /** So many events could not be applied that the view must be wrong. */
  | 'too-many-dead-letters'
  /** The log no longer has what the view was built from: it is built again. */
  | 'log-replaced'
  /** The checkpoint was moved by someone else. */
  | 'checkpoint-moved'
  /** The log no longer has the event that a dead letter is of. */
  | 'event-missing'
  /** `start` was not called, or `stop` was. */
  | 'not-running';

export class ViewsError extends Error {
  override readonly name = 'ViewsError';
  constructor(
    readonly code: ViewsErrorCode,
    /** A sentence for a person: what happened and what to do. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an error of keeping views, whichever copy of this module made it. */
export const isViewsError = (error: unknown): error is ViewsError =>
  error instanceof Error && error.name === 'ViewsError' && 'code' in error;
