import Table from 'cli-table3';
import { bold } from './style';

const WIDTH_WITHOUT_TERMINAL = 140;
const LEAST_COLUMN = 8;
const PADDING = 3;

const widthOfOutput = (): number =>
  process.stdout.isTTY ? process.stdout.columns : Number(process.env['COLUMNS'] ?? WIDTH_WITHOUT_TERMINAL);

/** The widest line of a cell, colours not counted. */
const widthOf = (text: string): number =>
  Math.max(...text.split('\n').map((line) => line.replace(/\u001b\[[0-9;]*m/g, '').length));

/** Column widths that hold what is in them, or, where that is too much, take from the widest. */
function fit(rows: readonly (readonly string[])[], available: number): number[] {
  const columns = rows[0]?.length ?? 0;
  const wanted = Array.from(
    { length: columns },
    (_, n) => Math.max(...rows.map((row) => widthOf(row[n] ?? ''))) + PADDING - 1,
  );
  const borders = columns + 1;
  for (;;) {
    const widest = Math.max(...wanted);
    if (wanted.reduce((sum, width) => sum + width, borders) <= available || widest <= LEAST_COLUMN) return wanted;
    wanted[wanted.indexOf(widest)] = widest - 1;
  }
}

/** A table for people. Long cells are wrapped to the width of the terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const out = new Table({
    head: head.map(bold),
    colWidths: fit([head, ...rows], widthOfOutput()),
    wordWrap: true,
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  for (const row of rows) out.push([...row]);
  return out.toString();
}
