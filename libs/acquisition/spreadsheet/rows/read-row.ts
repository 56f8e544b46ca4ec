import type { DayOf, OccurredAt } from '#acquisition/domain';
import { endOfDay, firstDay, given, isCurrency, utcDay } from '#acquisition/domain';
import type { DayOrder } from '../cells/read-day';
import { readDay } from '../cells/read-day';
import type { SaleStatus } from '../cells/read-status';
import { readStatus } from '../cells/read-status';
import { readCurrency, readYear } from '../cells/read-words';
import type { FieldName } from '../columns/fields';
import type { MappedColumn } from '../columns/map-columns';
import type { TableRow } from '../table/table';
import type { CellsOfRow } from './cells-of-row';
import { cellsOfRow, keptOf } from './cells-of-row';
import { rightsOfCells } from './rights-of-cells';
import type { NamedFilm, Outcome, RowOfSheet } from './sale-row';
import { sumsOf, termsOfCells } from './terms-of-cells';

/** What is the same for all rows of a sheet. */
export interface SheetContext {
  readonly columns: readonly MappedColumn[];
  /** Order of day and month of the columns that tell it, or were told it. */
  readonly dayOrders: ReadonlyMap<FieldName, DayOrder>;
  readonly currency?: string;
  /** The calendar of the reporting time zone. */
  readonly dayOf: DayOf;
}

/** Where a row stands that has no date to stand at: it is refused, and only its place in the report depends on it. */
const SOMETIME = { on: '1888-01-01', precision: 'year' } as const;

const filmOf = (cells: CellsOfRow): NamedFilm => ({
  title: cells.cell('film')?.text ?? '',
  directors: (cells.cell('director')?.text ?? '')
    .split(/[;,]|\s&\s|\sand\s/)
    .map((name) => name.trim())
    .filter((name) => name !== ''),
  ...given({ year: cells.read('year', readYear) }),
});

/** When the deciding thing happened: rows are recorded in this order. */
const decidedOn = ({ status, answered, signed }: Outcome, on: OccurredAt): OccurredAt =>
  status === 'signed' || status === 'long form' ? (signed ?? on) : status === 'offer' ? on : (answered ?? on);

/** Days of what happened after others: one that is before them is a mistake of typing. */
function refuseDisorder(cells: CellsOfRow, day: (field: FieldName) => OccurredAt | undefined): void {
  const start = day('date');
  if (start === undefined) return;
  for (const field of ['answered', 'signed', 'longForm', 'expires'] as const) {
    const later = day(field);
    if (later !== undefined && firstDay(later, utcDay) < firstDay(start, utcDay) && later.precision === 'day') {
      cells.problem(field, `${later.on} is before the date of the row, ${start.on}`);
    }
  }
}

/** Reads a row, cell by cell; every cell that cannot be read is named with what is wrong. */
export function readRow(row: TableRow, { columns, dayOrders, currency: byDefault, dayOf }: SheetContext): RowOfSheet {
  const cells = cellsOfRow(row, columns);
  const days = new Map<FieldName, OccurredAt | undefined>();
  const day = (field: FieldName): OccurredAt | undefined => {
    if (!days.has(field))
      days.set(
        field,
        cells.read(field, (cell) => readDay(cell, dayOrders.get(field))),
      );
    return days.get(field);
  };
  const film = filmOf(cells);
  const buyer = cells.cell('buyer')?.text;
  if (buyer === undefined) cells.problem('buyer', 'is empty: who offers or bought?');
  const status: SaleStatus = cells.read('status', ({ text }) => readStatus(text)) ?? 'offer';
  const sums = sumsOf(
    cells,
    cells.read('currency', (cell) => readCurrency(cell, isCurrency)),
    byDefault,
  );
  const rights = rightsOfCells(cells, day);
  const terms = termsOfCells(cells, sums, day);
  const outcome: Outcome = {
    status,
    said: cells.cell('status')?.text ?? status,
    ...given({
      answered: day('answered'),
      signed: day('signed'),
      longForm: day('longForm'),
      counter: sums.sum('counter'),
    }),
  };
  refuseDisorder(cells, day);
  const on = day('date') ?? outcome.signed ?? outcome.longForm ?? outcome.answered;
  if (on === undefined && cells.cell('date') === undefined)
    cells.problem('date', 'is empty: when was it offered or signed?');
  const expires = day('expires');
  const line = {
    place: `row ${String(row.number)}`,
    type: status,
    date: cells.cell('date')?.text ?? on?.on ?? '',
    occurredAt: on === undefined ? SOMETIME : decidedOn(outcome, on),
    film,
  };
  if (on === undefined || buyer === undefined || cells.problems.length > 0)
    return { ...line, problems: cells.problems };
  const expiresOn = expires?.precision === 'day' ? expires.on : undefined;
  const source = cells.cell('source')?.text;
  return {
    ...line,
    sale: { buyer, rights, terms, on, ...given({ expiresOn }) },
    outcome,
    ...given({ expiresAt: expiresOn && endOfDay(expiresOn, dayOf) }),
    tellsOffer: day('date') !== undefined,
    cites: source === undefined ? [] : [source],
    kept: keptOf(row, columns),
    remarks: cells.remarks,
  };
}
