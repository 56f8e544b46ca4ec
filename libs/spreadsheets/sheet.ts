/** A cell: a text, a number, a calendar day, or nothing. */
export type Cell = string | number | { readonly day: string } | null;

/** A table with one line or more of headings. */
export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`: what spreadsheets allow. */
  readonly name: string;
  readonly head: readonly (readonly string[])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What spreadsheets hold: more rows cannot be written. */
export const MOST_ROWS = 1_048_576;
