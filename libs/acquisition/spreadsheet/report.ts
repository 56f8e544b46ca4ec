import type { ImportReport } from '#acquisition/importing';
import type { MappedColumn } from './columns/map-columns';
import type { LeftOutRow } from './rows/rows-of-table';

/** What is read from a column. */
export interface ColumnReport {
  readonly column: string;
  /** Name of a field; `kept`: it stays with the row; `ignored`: by request. */
  readonly field: string;
  /** What its header says of the sums below it. */
  readonly currency?: string;
  /** Power of ten of the sums below it: 3 for thousands. */
  readonly scale?: number;
}

/** What an import of a spreadsheet did, and how it understood it. */
export interface SpreadsheetReport extends ImportReport {
  readonly format: 'csv' | 'xlsx';
  /** Name of the sheet that was read; empty for a text file. */
  readonly sheet: string;
  /** Visible sheets that were not read. */
  readonly otherSheets: readonly string[];
  /** Numbers of the rows of headers. */
  readonly headerRows: readonly number[];
  readonly columns: readonly ColumnReport[];
  /** Rows that tell of no offer and no deal, and why that is thought. */
  readonly leftOut: readonly LeftOutRow[];
}

export const columnReport = ({ name, field, money }: MappedColumn): ColumnReport => ({ column: name, field, ...money });
