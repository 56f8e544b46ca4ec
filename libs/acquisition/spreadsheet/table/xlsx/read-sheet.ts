import type { SpreadsheetLimits } from '../../limits';
import { tooLarge } from '../../problem';
import { rowsWithin, tooManyColumns } from '../keep-within';
import type { Cell, TableRow } from '../table';
import type { WorkbookParts } from './cell-value';
import { cellOf } from './cell-value';
import { readXml } from './read-xml';
import type { Range } from './references';
import { columnOf, rangeOf } from './references';
import type { ZipEntry } from './zip';

/** A merged cell that covers more than this is decoration. */
const LARGEST_MERGE = 1_000;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

/** The rows of a sheet; what a merged cell says, it says in each of the cells that it covers. */
export async function readSheet(
  entry: ZipEntry,
  parts: WorkbookParts,
  limits: SpreadsheetLimits,
): Promise<readonly TableRow[]> {
  const { rows, add } = rowsWithin(limits);
  const merges: Range[] = [];
  let [number, isValue] = [0, false];
  let cells: (Cell | undefined)[] = [];
  let cell: OpenCell | undefined;
  await readXml(entry, {
    open: (name, attributes) => {
      if (name === 'row') {
        const said = Number(attributes['r'] ?? number + 1);
        number = Number.isSafeInteger(said) ? said : number + 1;
        cells = [];
      } else if (name === 'c') {
        const column = attributes['r'] === undefined ? cells.length : Math.max(0, columnOf(attributes['r']));
        const { t: type = 'n', s: style = '0' } = attributes;
        cell = { column, type, style: Number(style), value: '', hasFormula: false };
      } else if (name === 'f' && cell !== undefined) cell.hasFormula = true;
      else if (name === 'v' || name === 't') isValue = true;
      else if (name === 'rPh') isValue = false;
      else if (name === 'mergeCell') {
        const range = rangeOf(attributes['ref'] ?? '');
        if (range === undefined) return;
        if (merges.length >= limits.mergedCells) {
          throw tooLarge(
            'The sheet has more merged cells than can be read: unmerge them, and write what they say into each row.',
          );
        }
        merges.push(range);
      }
    },
    text: (text) => {
      if (isValue && cell !== undefined) cell.value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c' && cell !== undefined) {
        const content = cellOf(cell, parts);
        // Blank cells beyond the last column only carry a colour.
        if (content !== undefined) {
          if (cell.column >= limits.columns) throw tooManyColumns(number, limits);
          cells[cell.column] = content;
        }
        cell = undefined;
      } else if (name === 'row') add(number, Array.from(cells));
    },
  });
  return merges.length === 0 ? rows : withMerges(rows, merges);
}

function withMerges(rows: readonly TableRow[], merges: readonly Range[]): readonly TableRow[] {
  const byNumber = new Map(rows.map(({ number, cells }) => [number, [...cells]]));
  for (const { said, fromRow, toRow, fromColumn, toColumn } of merges) {
    const first = byNumber.get(fromRow)?.[fromColumn];
    if (first === undefined || (toRow - fromRow + 1) * (toColumn - fromColumn + 1) > LARGEST_MERGE) continue;
    for (let row = fromRow; row <= toRow; row += 1) {
      const cells = byNumber.get(row);
      if (cells === undefined) continue;
      const content = toRow > fromRow ? { ...first, merged: said } : first;
      for (let column = fromColumn; column <= toColumn; column += 1) cells[column] = content;
    }
  }
  return [...byNumber].map(([number, cells]) => ({ number, cells: Array.from(cells) }));
}
