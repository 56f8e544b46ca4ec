/** Import of spreadsheets: offers and deals as a sales agent keeps them, a row each. */
export { DAY_ORDERS, type DayOrder } from './cells/read-day';
export { FIELDS } from './columns/fields';
export type { KnownFilm } from './films-of-rows';
export { importSpreadsheet, type SpreadsheetOptions, type SpreadsheetTarget } from './import-spreadsheet';
export { SPREADSHEET_LIMITS, type SpreadsheetLimits } from './limits';
export { SpreadsheetError, type SpreadsheetProblemCode } from './problem';
export type { ColumnReport, SpreadsheetReport } from './report';
export { FORMAT_BYTES, formatOf, type FileFormat } from './table/read-workbook';
export { templateCsv, templateXlsx } from './template/write-template';
