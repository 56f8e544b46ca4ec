/** Tables as files that spreadsheets open. Knows nothing of films. */
export { csvOf, csvRow } from './csv';
export { MOST_ROWS, type Cell, type Row, type Rows, type Sheet } from './sheet';
export { workbookOf, xlsxOf } from './xlsx/workbook';
