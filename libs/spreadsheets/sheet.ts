/** A cell: a text, a number, a calendar day, or nothing. */
export type Cell = string | number | { readonly day: string } | null;

export type Row = readonly Cell[];

/** Rows that are there already, or that are made while they are taken. */
export type Rows = Iterable<Row> | AsyncIterable<Row>;

/** A table with one line or more of headings. */
export interface Sheet<R extends Rows = readonly Row[]> {
  /** At most 31 characters, none of `\ / ? * [ ] :`: what spreadsheets allow. */
  readonly name: string;
  readonly head: readonly (readonly string[])[];
  readonly rows: R;
}

/** What spreadsheets hold, headings among them: more rows cannot be written. */
export const MOST_ROWS = 1_048_576;
