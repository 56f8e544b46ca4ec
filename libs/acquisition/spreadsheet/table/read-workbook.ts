import type { SpreadsheetLimits } from '../limits';
import { SPREADSHEET_LIMITS } from '../limits';
import { tooLarge, unreadable } from '../problem';
import { readCsv } from './read-csv';
import type { Workbook } from './table';
import { readXlsx } from './xlsx/read-xlsx';

/** What a file is, by what is in it. */
export type FileFormat = 'json' | 'xlsx' | 'csv' | 'ole' | 'empty';

/** The beginning of a file tells its format. */
export const FORMAT_BYTES = 4_096;

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Excel before 2007, and any workbook with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** The format of a file, by its content and not by its name. @param start at least `FORMAT_BYTES` of it, or all. */
export function formatOf(start: Buffer): FileFormat {
  if (start.subarray(0, OLE.length).equals(OLE)) return 'ole';
  if (start.subarray(0, ZIP.length).equals(ZIP)) return 'xlsx';
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text === '') return 'empty';
  return /^[[{]/.test(text) ? 'json' : 'csv';
}

/**
 * Opens a spreadsheet, CSV or XLSX by its content.
 * @throws SpreadsheetError for what is none, and beyond the limits.
 */
export async function readWorkbook(bytes: Buffer, limits: SpreadsheetLimits = SPREADSHEET_LIMITS): Promise<Workbook> {
  if (bytes.length > limits.bytes) {
    const most = `at most ${limits.bytes.toLocaleString('en-US')} bytes`;
    throw tooLarge(`The file is larger than can be read (${most}): divide it, and import the parts.`);
  }
  switch (formatOf(bytes.subarray(0, FORMAT_BYTES))) {
    case 'empty':
      throw unreadable('The file is empty: there is no table in it.');
    case 'ole':
      throw unreadable(
        'The file is protected by a password, or of Excel before 2007 (.xls): save it as .xlsx without a password, and import that.',
      );
    case 'json':
      throw unreadable('The file is JSON and no table: a chronicle is imported as application/json.');
    case 'xlsx':
      return readXlsx(bytes, limits);
    case 'csv':
      return readCsv(bytes, limits);
  }
}
