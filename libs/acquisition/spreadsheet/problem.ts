/** Stable: `unreadable`: no table can be read from it; `too-large`: beyond a limit; `columns`: what its columns are cannot be told. */
export type SpreadsheetProblemCode = 'spreadsheet-unreadable' | 'spreadsheet-too-large' | 'spreadsheet-columns';

/** Why nothing of a spreadsheet can be imported. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  constructor(
    readonly code: SpreadsheetProblemCode,
    /** A sentence that says what is wrong and what to do. */
    message: string,
  ) {
    super(message);
  }
}

export const unreadable = (message: string): SpreadsheetError =>
  new SpreadsheetError('spreadsheet-unreadable', message);
export const tooLarge = (message: string): SpreadsheetError => new SpreadsheetError('spreadsheet-too-large', message);
export const columnsProblem = (message: string): SpreadsheetError =>
  new SpreadsheetError('spreadsheet-columns', message);
