import type { Sheet } from '#spreadsheets';
import { xlsxOf } from '#spreadsheets';
import { FIELDS } from '../columns/fields';
import { EXAMPLE_MARK } from './example';

/** Names of the sheets of a template. */
export const TEMPLATE_SHEETS = { rows: 'Offers and deals', columns: 'Columns' } as const;

/** Headers people write: `P&A`, `MG`. */
const WRITTEN: Readonly<Record<string, string>> = {
  mg: 'MG',
  'p a': 'P&A',
  bumps: 'Bumps',
};

const headerOf = ([first = '']: readonly string[]): string =>
  WRITTEN[first] ?? `${first.charAt(0).toUpperCase()}${first.slice(1)}`;

const HEADERS = FIELDS.map(({ headers }) => headerOf(headers));

/** What differs in the second example: an offer that is open. */
const OPEN_OFFER: Readonly<Record<string, string>> = {
  film: 'The Long Night',
  year: '2024',
  director: 'A. Director',
  buyer: 'Another Distributor',
  territories: 'LatAm',
  media: 'all rights excl. TV',
  exclusive: 'yes',
  guarantee: 'low six figures',
  currency: 'USD',
  status: 'offer',
  date: '2024-09-08',
  expires: '2024-09-30',
};

const marked = (field: string, text: string): string => (field === 'film' ? `${EXAMPLE_MARK}${text}` : text);

const EXAMPLES: readonly (readonly string[])[] = [
  FIELDS.map(({ field, example }) => marked(field, example)),
  FIELDS.map(({ field }) => marked(field, OPEN_OFFER[field] ?? '')),
];

const quoted = (text: string): string => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A template as text, with a byte-order mark, so that Excel reads its accents. */
export const templateCsv = (): string =>
  `\uFEFF${[HEADERS, ...EXAMPLES].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

const explanation = (): Sheet => ({
  name: TEMPLATE_SHEETS.columns,
  head: [['Column', 'What it says']],
  rows: [
    ...FIELDS.map(({ headers, says }) => [headerOf(headers), says]),
    [],
    ['Rows', `One row is one offer or one deal. Rows that begin with "${EXAMPLE_MARK.trim()}" are never imported.`],
    ['Other columns', 'Add as many as you like: what they say is kept with the row.'],
  ],
});

/** A workbook to fill in: headers, two examples that are never imported, and a sheet that explains the columns. */
export const templateXlsx = (): Promise<Buffer> =>
  xlsxOf({ name: TEMPLATE_SHEETS.rows, head: [HEADERS], rows: EXAMPLES }, explanation());
