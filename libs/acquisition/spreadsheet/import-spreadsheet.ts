import { isCurrency } from '#acquisition/domain';
import type { ImportOptions, ImportTarget } from '#acquisition/importing';
import { countsOf, importFilms } from '#acquisition/importing';
import { chooseTable } from './choose-table';
import { mapColumns, readAskedMapping } from './columns/map-columns';
import type { KnownFilm } from './films-of-rows';
import { filmsOfRows } from './films-of-rows';
import type { SpreadsheetLimits } from './limits';
import { SPREADSHEET_LIMITS } from './limits';
import { columnsProblem } from './problem';
import type { SpreadsheetReport } from './report';
import { columnReport } from './report';
import { plannerOfRows } from './rows/plan-row';
import type { ReadingOptions } from './rows/rows-of-table';
import { rowsOfTable } from './rows/rows-of-table';
import { readWorkbook } from './table/read-workbook';

/** Where a spreadsheet is imported to. */
export interface SpreadsheetTarget extends ImportTarget {
  /** Every film of the slate, as it is now. */
  readonly slate: () => Promise<readonly KnownFilm[]>;
}

export interface SpreadsheetOptions extends ImportOptions, ReadingOptions {
  /** What columns mean, `Column=field`, and `Column=` for one that is to be ignored; the others are told by their headers. */
  readonly map?: readonly string[];
  /** Name of the sheet to read. Default: the first that has headers. */
  readonly sheet?: string;
  /** Registers films that are not on the slate, where their year is given. Default: false. */
  readonly register?: boolean;
  readonly limits?: SpreadsheetLimits;
}

/**
 * Imports offers and deals as a sales agent keeps them, a row each: each film all or nothing. Importing a file twice adds
 * nothing; a row that comes again with a later status adds what is new.
 * @param bytes the file, CSV or XLSX, whatever it is called.
 * @throws SpreadsheetError when no table can be read from it; EventStoreError, see `importFilms`.
 */
export async function importSpreadsheet(
  target: SpreadsheetTarget,
  bytes: Buffer,
  options: SpreadsheetOptions,
): Promise<SpreadsheetReport> {
  const { map = [], sheet, currency, register = false, limits = SPREADSHEET_LIMITS } = options;
  if (currency !== undefined && !isCurrency(currency)) {
    throw columnsProblem(`"${currency}" is no currency: give its ISO 4217 code, such as USD.`);
  }
  const asked = readAskedMapping(map);
  const workbook = await readWorkbook(bytes, limits);
  const { table, headers } = await chooseTable(workbook, sheet, new Set(asked.keys()));
  const columns = mapColumns(headers.columns, asked);
  const { rows, leftOut } = rowsOfTable(table, headers, columns, { ...options, dayOf: target.clock.dayOf }, limits);
  const { told, refused } = filmsOfRows(rows, await target.slate(), register, limits.rowsOfFilm);
  const report = await importFilms(target, told, plannerOfRows, options);
  const films = [...report.films, ...refused];
  return {
    ...report,
    films,
    counts: countsOf(films, report.counts.events),
    format: workbook.format,
    sheet: table.name,
    otherSheets: workbook.sheets.filter((name) => name !== table.name),
    headerRows: headers.rows,
    columns: columns.map(columnReport),
    leftOut,
  };
}
