import type { DayOf } from '#acquisition/domain';
import type { DayOrder } from '../cells/read-day';
import { orderToldBy } from '../cells/read-day';
import type { FieldName } from '../columns/fields';
import { DAY_FIELDS } from '../columns/fields';
import type { Headers } from '../columns/header-row';
import type { MappedColumn } from '../columns/map-columns';
import type { SpreadsheetLimits } from '../limits';
import { tooManyRows } from '../table/keep-within';
import type { Table, TableRow } from '../table/table';
import { EXAMPLE } from '../template/example';
import { readRow } from './read-row';
import type { RowOfSheet } from './sale-row';

/** A row that tells of no offer and no deal, and why that is thought. */
export interface LeftOutRow {
  readonly row: string;
  readonly why: string;
}

export interface RowsOfTable {
  readonly rows: readonly RowOfSheet[];
  readonly leftOut: readonly LeftOutRow[];
}

export interface ReadingOptions {
  /** Order of day and month where a column does not tell it. */
  readonly dates?: DayOrder;
  /** Of sums that do not say theirs. */
  readonly currency?: string;
}

/** How the cells of a table are read. */
export interface Reading extends ReadingOptions {
  /** The calendar of the reporting time zone. */
  readonly dayOf: DayOf;
}

/** The whole cell: there are films called Total something. */
const TOTAL = /^(?:grand |sub[- ]?)?totals?\s*:?$/i;

function dayOrders(rows: readonly TableRow[], columns: readonly MappedColumn[], said: DayOrder | undefined) {
  const orders = new Map<FieldName, DayOrder>();
  for (const { index, field } of columns) {
    if (field === 'kept' || field === 'ignored' || !DAY_FIELDS.includes(field)) continue;
    const order = said ?? orderToldBy(rows.map(({ cells }) => cells[index]));
    if (order !== undefined) orders.set(field, order);
  }
  return orders;
}

/** Why a row is no offer and no deal; undefined when it is one, or should be. */
function whyLeftOut({ cells }: TableRow, columns: readonly MappedColumn[]): string | undefined {
  const texts = columns.flatMap(({ index, field, own }) => {
    const cell = cells[index];
    return cell === undefined || field === 'ignored' ? [] : [{ field, own, text: cell.text }];
  });
  const [first] = texts;
  if (first === undefined) return 'says nothing in a column that is read';
  const film = texts.find(({ field }) => field === 'film')?.text ?? '';
  if (EXAMPLE.test(film)) return 'is an example of the template';
  if (TOTAL.test(film) || (film === '' && TOTAL.test(first.text))) return 'is a total';
  if (texts.every(({ text }) => text === first.text)) return `says only "${first.text}"`;
  if (texts.every(({ text, own }) => text === own)) return 'has the headers again';
  return undefined;
}

/**
 * The rows below the headers.
 * @throws SpreadsheetError when there are too many.
 */
export function rowsOfTable(
  { rows: all }: Table,
  { firstRow }: Headers,
  columns: readonly MappedColumn[],
  { dates, currency, dayOf }: Reading,
  limits: SpreadsheetLimits,
): RowsOfTable {
  const below = all.slice(firstRow);
  if (below.length > limits.rows) throw tooManyRows(limits);
  const context = {
    columns,
    dayOrders: dayOrders(below, columns, dates),
    dayOf,
    ...(currency === undefined ? {} : { currency }),
  };
  const rows: RowOfSheet[] = [];
  const leftOut: LeftOutRow[] = [];
  for (const row of below) {
    const why = whyLeftOut(row, columns);
    if (why === undefined) rows.push(readRow(row, context));
    else leftOut.push({ row: `row ${String(row.number)}`, why });
  }
  return { rows, leftOut };
}
