/** What is wrong with a file that is to be an export. */
export type ExportFileErrorCode =
  /** It ends before its end: get it whole. */
  | 'cut'
  /** A line is not as it was written, or not where it was written. */
  | 'altered'
  /** An event is missing, stands twice, or before one that was recorded earlier. */
  | 'out-of-order'
  /** A newer version of this program wrote it. */
  | 'newer-version'
  /** The store to import into holds something else. */
  | 'another-log';

/** An export that cannot be imported. Nothing of it was. */
export class ExportFileError extends Error {
  override readonly name = 'ExportFileError';
  constructor(
    readonly code: ExportFileErrorCode,
    /** Counted from 1. */
    readonly line: number,
    /** A sentence for a person: what is wrong, in which line, and what to do. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an error of an export, whichever copy of this module made it. */
export const isExportFileError = (error: unknown): error is ExportFileError =>
  error instanceof Error && error.name === 'ExportFileError' && 'line' in error;
