import type { Day } from '#acquisition/domain';

/** A cell as it stands in the file. `text` is what it says, for people and for keeping. */
export type Cell = {
  readonly text: string;
  /** What is here is what its formula came to when the file was saved. */
  readonly isFormula?: boolean;
  /** The range of a merged cell of several rows that it is a part of: `B5:B7`. */
  readonly merged?: string;
} & (
  | { readonly kind: 'text' | 'flag' }
  /** `currency`: by the format of the number. */
  | { readonly kind: 'number'; readonly number: number; readonly currency?: string }
  | { readonly kind: 'day'; readonly day: Day }
  /** An error (`#REF!`), or a formula without a value. */
  | { readonly kind: 'broken'; readonly why: string }
);

/** A row that is not blank. Cells without content are undefined. */
export interface TableRow {
  /** From 1, as the program that made the file counts. */
  readonly number: number;
  readonly cells: readonly (Cell | undefined)[];
}

/** A sheet of a workbook; of a text file there is one, without a name. */
export interface Table {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** What a file has. */
export interface Workbook {
  readonly format: 'csv' | 'xlsx';
  /** Names of its visible sheets. */
  readonly sheets: readonly string[];
  /** @throws SpreadsheetError */
  readonly read: (sheet: string) => Promise<Table>;
}
