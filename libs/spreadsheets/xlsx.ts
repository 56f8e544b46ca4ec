import type { Cell as WrittenCell, Row } from 'write-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import type { Cell, Sheet } from './sheet';

/** Longest text of a cell, in characters: what spreadsheets allow. */
const LONGEST_TEXT = 32_767;
/** Widest column, in characters; longer texts are cut off on the screen and not in the cell. */
const WIDEST = 60;
const NARROWEST = 8;
const DAY_FORMAT = 'yyyy-mm-dd';

// A text is written as a text: what begins with "=" is shown as it is, and never reckoned.
function writtenCell(cell: Cell): WrittenCell {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'object') return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: DAY_FORMAT };
  return { value: cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell, type: String };
}

const lengthOf = (cell: Cell | undefined): number =>
  typeof cell === 'string' ? cell.length : typeof cell === 'number' ? String(cell).length : DAY_FORMAT.length;

/** A sheet as it is handed to the writer. */
function written({ name, head, rows }: Sheet) {
  const headings = head.map((line): Row => line.map((text) => ({ value: text, type: String, fontWeight: 'bold' })));
  const columns = (head.at(-1) ?? []).map((text, n) => {
    const widest = rows.reduce((width, row) => Math.max(width, lengthOf(row[n])), text.length);
    return { width: Math.min(WIDEST, Math.max(NARROWEST, widest + 1)) };
  });
  const data = [...headings, ...rows.map((row): Row => row.map(writtenCell))];
  return { data, sheet: name, columns, stickyRowsCount: head.length };
}

/** Sheets as a workbook (Office Open XML): headings bold and always in sight, days as days, texts as texts. */
export const workbookOf = (sheets: readonly Sheet[]): Promise<Buffer> => writeXlsx(sheets.map(written)).toBuffer();

/** A sheet as a workbook of its own. */
export const xlsxOf = (sheet: Sheet): Promise<Buffer> => workbookOf([sheet]);
