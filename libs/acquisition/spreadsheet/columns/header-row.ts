import { ROWS_ABOVE_DATA } from '../limits';
import type { Cell, Table, TableRow } from '../table/table';
import { lettersOf } from '../table/xlsx/references';
import { fieldOfHeader } from './field-of-header';

/** A column by its header. */
export interface NamedColumn {
  /** From 0. */
  readonly index: number;
  /** As it is written; with that of the group above, or its letters, where it would not be told apart otherwise. */
  readonly name: string;
  /** The same without them; empty where it has no header. */
  readonly own: string;
}

/** Where the headers of a table stand. */
export interface Headers {
  /** Numbers of its rows: one, or two where groups of columns have a header of their own. */
  readonly rows: readonly number[];
  readonly columns: readonly NamedColumn[];
  /** Place of the first row below them, among the rows of the table. */
  readonly firstRow: number;
}

/** Fewer columns than this that are understood, and a row has no headers. */
const LEAST_UNDERSTOOD = 2;

const textOf = (cell: Cell | undefined): string => cell?.text ?? '';

const understood = (row: TableRow, named: ReadonlySet<string>): number =>
  new Set(
    row.cells.flatMap((cell) => {
      const text = textOf(cell);
      return named.has(text) ? [text] : (fieldOfHeader(text) ?? []);
    }),
  ).size;

/** True for a row of headers of groups: several of them, all of them text, and one of them over more than its own column. */
function isGroups({ cells }: TableRow): boolean {
  const texts = cells.map(textOf);
  const spans = texts.some((text, at) => text !== '' && at > 0 && ['', text].includes(texts[at - 1] ?? ''));
  return (
    spans &&
    new Set(texts.filter((text) => text !== '')).size > 1 &&
    cells.every((cell) => (cell?.kind ?? 'text') === 'text')
  );
}

/** What groups say of each column; one that says nothing belongs to the group on its left. */
function groupsOf(above: TableRow, width: number): readonly string[] {
  let last = '';
  return Array.from({ length: width }, (_, index) => (last = textOf(above.cells[index]) || last));
}

/** Columns that say something, with names that tell them apart; one without a header is called by its letters. */
function columnsOf(row: TableRow, above: TableRow | undefined, below: readonly TableRow[]): readonly NamedColumn[] {
  const width = [row, ...below].reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const groups = above === undefined ? [] : groupsOf(above, width);
  const own = Array.from({ length: width }, (_, index) => textOf(row.cells[index]));
  const taken = new Set<string>();
  return own.flatMap((text, index) => {
    const group = groups[index] ?? '';
    const header = text === '' ? textOf(above?.cells[index]) : text;
    if (header === '' && !below.some(({ cells }) => cells[index] !== undefined)) return [];
    const isUnclear = text !== '' && own.filter((other) => other === text).length > 1;
    const grouped = isUnclear && group !== '' && group !== text ? `${group} ${text}` : header;
    const column = `column ${lettersOf(index)}`;
    const name = grouped === '' ? column : taken.has(grouped) ? `${grouped} (${column})` : grouped;
    taken.add(name);
    return [{ index, name, own: header }];
  });
}

/**
 * Finds the headers: the row near the top of which most is understood. Titles and blank rows may stand above.
 * @param named headers that are known to be there.
 */
export function findHeaders({ rows }: Table, named: ReadonlySet<string>): Headers | undefined {
  let best: { readonly place: number; readonly score: number } | undefined;
  for (const [place, row] of rows.slice(0, ROWS_ABOVE_DATA).entries()) {
    const score = understood(row, named);
    if (score >= LEAST_UNDERSTOOD && score > (best?.score ?? 0)) best = { place, score };
  }
  if (best === undefined) return undefined;
  const row = rows[best.place];
  if (row === undefined) return undefined;
  const above = rows[best.place - 1];
  const groups = above?.number === row.number - 1 && isGroups(above) ? above : undefined;
  return {
    rows: groups === undefined ? [row.number] : [groups.number, row.number],
    columns: columnsOf(row, groups, rows.slice(best.place + 1)),
    firstRow: best.place + 1,
  };
}
