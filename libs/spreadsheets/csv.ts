import type { Cell, Sheet } from './sheet';

/**
 * A spreadsheet takes a text that begins with one of these for a formula, and runs it (OWASP, CSV injection). An apostrophe
 * before it makes it a text again.
 */
const BEGINS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

const NEEDS_QUOTES = /[",\r\n]/;

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.day;
  return BEGINS_FORMULA.test(cell) ? `'${cell}` : cell;
}

const field = (cell: Cell): string => {
  const text = textOf(cell);
  return NEEDS_QUOTES.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of comma-separated values, with its end. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/** A sheet as comma-separated values (RFC 4180): lines end with CR LF, days are written `YYYY-MM-DD`, no text is a formula. */
export const csvOf = ({ head, rows }: Sheet): string => [...head, ...rows].map(csvRow).join('');
