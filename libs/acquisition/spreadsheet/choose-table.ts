import type { Headers } from './columns/header-row';
import { findHeaders } from './columns/header-row';
import { columnsProblem } from './problem';
import type { Table, Workbook } from './table/table';

/** The sheet that has the rows, and where its headers are. */
export interface ChosenTable {
  readonly table: Table;
  readonly headers: Headers;
}

const NO_HEADERS =
  'No row of headers is found: name the columns as in the template (Film, Buyer, Territory, MG, Status, Date), or say which is which with --map "Column=field".';

/**
 * The sheet of that name; without one, the first that has headers.
 * @param named headers that are known to be there.
 * @throws SpreadsheetError
 */
export async function chooseTable(
  { format, sheets, read }: Workbook,
  asked: string | undefined,
  named: ReadonlySet<string>,
): Promise<ChosenTable> {
  if (asked !== undefined && format === 'csv') {
    throw columnsProblem(`The file is text and has no sheets: leave out "${asked}".`);
  }
  if (asked !== undefined && !sheets.includes(asked)) {
    const names = sheets.map((name) => `"${name}"`).join(', ');
    throw columnsProblem(`There is no sheet "${asked}": the sheets are ${names}.`);
  }
  for (const sheet of asked === undefined ? sheets : [asked]) {
    const table = await read(sheet);
    const headers = findHeaders(table, named);
    if (headers !== undefined) return { table, headers };
  }
  throw columnsProblem(NO_HEADERS);
}
