/**
 * `altered`: what is read is not what was recorded. `damaged`: files of the ledger that can be made anew from the log.
 * `invalid`: what was given cannot be used. `not-found`: there is no such thing yet. `key-missing`: there is no key to sign with.
 * `foreign`: it is of another log or key.
 */
export type LedgerErrorCode = 'altered' | 'damaged' | 'invalid' | 'not-found' | 'key-missing' | 'foreign';

/** What the ledger has to say against what it was given. The message tells a person what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    readonly code: LedgerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** By its shape: an error may come from another thread. */
export const isLedgerError = (error: unknown): error is LedgerError =>
  error instanceof Error && error.name === 'LedgerError' && 'code' in error;
