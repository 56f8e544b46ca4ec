/** What can go wrong with documents, told apart by what the caller can do about it. */
export type EvidenceErrorCode =
  /** There was nothing in it. */
  | 'empty'
  /** It is larger than what is kept. */
  | 'too-large'
  /** It ended before it was whole: send it again. */
  | 'cut-off'
  /** The disk or a quota is full: make room, then try again. */
  | 'full'
  /** Where documents are kept can only be read. */
  | 'read-only'
  /** Where documents are kept cannot be reached or read now. */
  | 'unavailable';

export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  constructor(
    readonly code: EvidenceErrorCode,
    /** A sentence for a person: what happened and what to do. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an error of a store of documents, whichever copy of this module made it. */
export const isEvidenceError = (error: unknown): error is EvidenceError =>
  error instanceof Error && error.name === 'EvidenceError' && 'code' in error;
