/** Where files are imported. */
export const IMPORTS_PATH = '/api/imports';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV_TYPE = 'text/csv';

/** What a spreadsheet may be sent as; what it is, its content says. */
export const SPREADSHEET_TYPES: readonly string[] = [
  CSV_TYPE,
  XLSX_TYPE,
  'text/tab-separated-values',
  'application/octet-stream',
];
