import type { Cell, Row, Rows, Sheet } from '../sheet';
import { MOST_ROWS } from '../sheet';
import { MAIN, STYLES, XML } from './parts';
import { xmlText } from './xml-text';

/** Longest text of a cell, in characters: what spreadsheets allow. */
const LONGEST_TEXT = 32_767;
/** Widest column, in characters; longer texts are cut off on the screen and not in the cell. */
const WIDEST = 60;
const NARROWEST = 8;
const WIDTH_OF_DAY = 10;
/** Rows that are held until it is known how wide their columns are, which comes before them. */
const MEASURED_ROWS = 1_000;
/** Characters that are handed on together. */
const PART = 64 * 1024;

const MS_OF_DAY = 86_400_000;
/** The day 0 of spreadsheets, as they count from March 1900 on. */
const DAY_0 = Date.UTC(1899, 11, 30);
/** 29 February 1900, which never was, and which spreadsheets count (ECMA-376, part 1, 18.17.4.1). */
const DAY_THAT_NEVER_WAS = 60;

/** A day in the count of spreadsheets; undefined for those before 1900, which they do not have. */
function serialOf(day: string): number | undefined {
  const days = (Date.parse(day) - DAY_0) / MS_OF_DAY;
  const serial = days > DAY_THAT_NEVER_WAS ? days : days - 1;
  return serial >= 1 ? serial : undefined;
}

/** Without half of a character at its end. */
const cut = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

const LETTERS: string[] = [];

/** The letters of a column, from 0: `B` for 1. */
function lettersOf(column: number): string {
  const known = LETTERS[column];
  if (known !== undefined) return known;
  const rest = Math.floor(column / 26);
  const letters = `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCharCode(65 + (column % 26))}`;
  LETTERS[column] = letters;
  return letters;
}

/** What is left out at the ends of a text where nobody says that it counts. */
const ENDS_IN_SPACE = /^\s|\s$|\n/;

// A text is written as a text: what begins with "=" is shown as it is, and never reckoned.
function textXml(place: string, text: string, style: string): string {
  const space = ENDS_IN_SPACE.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${place}"${style} t="inlineStr"><is><t${space}>${xmlText(cut(text))}</t></is></c>`;
}

function cellXml(place: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textXml(place, cell, '');
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? `<c r="${place}"><v>${String(cell)}</v></c>` : textXml(place, String(cell), '');
  const serial = serialOf(cell.day);
  return serial === undefined
    ? textXml(place, cell.day, '')
    : `<c r="${place}" s="${String(STYLES.day)}"><v>${String(serial)}</v></c>`;
}

/** @param number from 1. */
function rowXml<C extends Cell>(number: number, row: readonly C[], toXml: (place: string, cell: C) => string): string {
  let cells = '';
  for (const [column, cell] of row.entries()) cells += toXml(`${lettersOf(column)}${String(number)}`, cell);
  return `<row r="${String(number)}">${cells}</row>`;
}

const headingXml = (place: string, text: string): string => textXml(place, text, ` s="${String(STYLES.heading)}"`);

function lengthOf(cell: Cell | undefined): number {
  if (cell === null || cell === undefined) return 0;
  return typeof cell === 'object' ? WIDTH_OF_DAY : String(cell).length;
}

function columnsXml(head: Sheet['head'], rows: readonly Row[]): string {
  const columns = (head.at(-1) ?? []).map((text, n) => {
    const widest = rows.reduce((width, row) => Math.max(width, lengthOf(row[n])), text.length);
    const [column, width] = [n + 1, Math.min(WIDEST, Math.max(NARROWEST, widest + 1))].map(String);
    return `<col min="${column}" max="${column}" width="${width}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

/** All that comes before the rows: the headings stay in sight. */
function openingXml(head: Sheet['head'], rows: readonly Row[]): string {
  const lines = String(head.length);
  const pane = `<pane ySplit="${lines}" topLeftCell="A${String(head.length + 1)}" activePane="bottomLeft" state="frozen"/>`;
  const view = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  return `${XML}<worksheet xmlns="${MAIN}">${view}${columnsXml(head, rows)}<sheetData>`;
}

async function* pieces({ name, head, rows }: Sheet<Rows>): AsyncGenerator<string, void> {
  const first: Row[] = [];
  const beginning = (): string =>
    [
      openingXml(head, first),
      ...head.map((line, n) => rowXml(n + 1, line, headingXml)),
      ...first.map((row, n) => rowXml(head.length + n + 1, row, cellXml)),
    ].join('');
  let number = head.length;
  for await (const row of rows) {
    if (number === MOST_ROWS) throw new Error(`The sheet ${name} would have more than ${String(MOST_ROWS)} rows.`);
    number += 1;
    if (first.length === MEASURED_ROWS) yield rowXml(number, row, cellXml);
    else if (first.push(row) === MEASURED_ROWS) yield beginning();
  }
  if (first.length < MEASURED_ROWS) yield beginning();
  yield '</sheetData></worksheet>';
}

/**
 * The part of a sheet, made while it is taken (ECMA-376, part 1, 18.3.1.99): columns as wide as the headings and the first 1,000
 * rows need, which alone are held.
 * @throws Error for more rows than a spreadsheet holds, so that none is missing without a word; whatever the rows throw.
 */
export async function* worksheet(sheet: Sheet<Rows>): AsyncGenerator<Uint8Array, void> {
  let text = '';
  for await (const piece of pieces(sheet)) {
    text += piece;
    if (text.length < PART) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}
