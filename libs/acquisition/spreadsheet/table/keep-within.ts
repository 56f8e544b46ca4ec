import type { SpreadsheetLimits } from '../limits';
import { ROWS_ABOVE_DATA } from '../limits';
import { tooLarge } from '../problem';
import type { Cell, TableRow } from './table';

const counted = (n: number): string => n.toLocaleString('en-US');

interface KeptRows {
  readonly rows: readonly TableRow[];
  /** @throws SpreadsheetError as soon as a limit is passed, so that nothing beyond it is read. */
  readonly add: (number: number, cells: readonly (Cell | undefined)[]) => void;
}

/** Collects rows, blank ones left out, as long as they are within limits. */
export function rowsWithin(limits: SpreadsheetLimits): KeptRows {
  const rows: TableRow[] = [];
  return {
    rows,
    add: (number, cells) => {
      if (cells.every((cell) => cell === undefined)) return;
      if (rows.length >= limits.rows + ROWS_ABOVE_DATA) throw tooManyRows(limits);
      if (cells.length > limits.columns) {
        throw tooManyColumns(number, limits);
      }
      const long = cells.find((cell) => cell !== undefined && cell.text.length > limits.cellLength);
      if (long !== undefined) {
        const most = `at most ${counted(limits.cellLength)} characters`;
        throw tooLarge(`Row ${String(number)} has a cell that is too long (${most}): shorten it.`);
      }
      rows.push({ number, cells });
    },
  };
}

/** The sentence for a row with more columns than are read. */
export const tooManyColumns = (row: number, { columns }: SpreadsheetLimits) =>
  tooLarge(
    `Row ${String(row)} has more columns than can be read (at most ${counted(columns)}): take out those that say nothing.`,
  );

/** The sentence for a file with more rows than are imported at once. */
export const tooManyRows = ({ rows }: SpreadsheetLimits) =>
  tooLarge(`The spreadsheet has more than ${counted(rows)} rows: divide it, and import the parts one after the other.`);
