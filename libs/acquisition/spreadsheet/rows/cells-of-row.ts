import type { FieldName } from '../columns/fields';
import { MONEY_FIELDS } from '../columns/fields';
import type { MappedColumn } from '../columns/map-columns';
import type { Read } from '../cells/read';
import { saysNothing } from '../cells/read';
import type { Cell, TableRow } from '../table/table';

/** The cells of a row by the fields that they are; collects what is wrong, and what is to be said. */
export interface CellsOfRow {
  /** The cell of a field; undefined where it is blank, says nothing, or is broken. */
  cell(field: FieldName): Cell | undefined;
  /** What the cell of a field says, read. A problem is collected, and undefined answered. */
  read<T>(field: FieldName, read: (cell: Cell, column: MappedColumn) => Read<T>): T | undefined;
  remark(field: FieldName, remark: string): void;
  problem(field: FieldName, problem: string): void;
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

const sumOfSeveral = (merged: string): string =>
  `is one merged cell of several rows (${merged}): write the sum of each row`;

export function cellsOfRow({ cells }: TableRow, columns: readonly MappedColumn[]): CellsOfRow {
  const byField = new Map(columns.map((column) => [column.field, column]));
  const [problems, remarks]: [string[], string[]] = [[], []];
  const said = (field: FieldName, what: string): string => `column ${byField.get(field)?.name ?? field}: ${what}`;
  const problem = (field: FieldName, what: string): void => void problems.push(said(field, what));
  const remark = (field: FieldName, what: string): void => void remarks.push(said(field, what));

  const usable = new Map<FieldName, Cell>();
  for (const { index, field } of columns) {
    const cell = cells[index];
    if (field === 'kept' || field === 'ignored' || cell === undefined || saysNothing(cell.text)) continue;
    if (cell.kind === 'broken') problem(field, cell.why);
    else if (cell.merged !== undefined && MONEY_FIELDS.includes(field)) problem(field, sumOfSeveral(cell.merged));
    else {
      if (cell.isFormula === true) remark(field, `a formula, its value ${cell.text} is taken`);
      usable.set(field, cell);
    }
  }
  return {
    problems,
    remarks,
    problem,
    remark,
    cell: (field) => usable.get(field),
    read: (field, read) => {
      const cell = usable.get(field);
      const column = byField.get(field);
      if (cell === undefined || column === undefined) return undefined;
      const result = read(cell, column);
      if ('problem' in result) {
        problem(field, `"${cell.text}" ${result.problem}`);
        return undefined;
      }
      if (result.remark !== undefined) remark(field, result.remark);
      return result.value;
    },
  };
}

/** The row as it is written, by the names of its columns; columns that are ignored are left out. */
export function keptOf({ cells }: TableRow, columns: readonly MappedColumn[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap(({ index, name, field }) => {
      const cell = cells[index];
      return cell === undefined || field === 'ignored' ? [] : [[name, cell.text] as const];
    }),
  );
}
