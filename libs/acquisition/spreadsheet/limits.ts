/** What a spreadsheet may have at most. Real ones of a sales agent have some thousand rows and two dozen columns. */
export interface SpreadsheetLimits {
  /** Bytes of the file as it lies on the disk. */
  readonly bytes: number;
  /** Bytes that all parts of a workbook that are read unpack to. */
  readonly unpackedBytes: number;
  /** Rows below the headers that are not blank. */
  readonly rows: number;
  /** Rows of one film: each is decided on the film that those before it made. */
  readonly rowsOfFilm: number;
  readonly columns: number;
  readonly mergedCells: number;
  /** Characters of a cell: as many as Excel allows. */
  readonly cellLength: number;
}

export const SPREADSHEET_LIMITS: SpreadsheetLimits = {
  bytes: 32 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  rows: 100_000,
  rowsOfFilm: 2_000,
  columns: 200,
  mergedCells: 10_000,
  cellLength: 32_767,
};

/** Rows from the top among which the headers are looked for: titles, dates and blank rows may stand above them. */
export const ROWS_ABOVE_DATA = 50;
