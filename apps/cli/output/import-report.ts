import type { ImportReport, RowReport } from '#acquisition/importing';
import type { SpreadsheetReport } from '#acquisition/spreadsheet';
import type { EventsReport } from '../import-events';
import { table } from './table';
import { count } from './words';

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${String(n)} ${what}`)
    .join(', ');

/** Rows that are shown: nobody reads more of them in a terminal. Where there are more, those that are refused come first. */
const MOST_ROWS = 500;

function rowsInWords(rows: readonly RowReport[]): readonly string[] {
  if (rows.length === 0) return [];
  const isRefused = ({ outcome }: RowReport): boolean => outcome === 'refused';
  const inOrder = rows.length > MOST_ROWS ? rows.toSorted((a, b) => Number(isRefused(b)) - Number(isRefused(a))) : rows;
  const cells = inOrder
    .slice(0, MOST_ROWS)
    .map((row) => [row.row, row.type, row.outcome, row.events.join(', '), row.remarks.join('; ')]);
  const left = rows.length - cells.length;
  return [
    table(['row', 'type', 'outcome', 'events', 'remarks'], cells),
    ...(left > 0 ? [`and ${count(left, 'row')} more: --report FILE writes all of them`] : []),
  ];
}

const countsInWords = ({ counts, dryRun }: ImportReport): readonly string[] => [
  `films: ${counted(counts.films) || 'none'}`,
  `rows: ${counted(counts.rows) || 'none'}`,
  `${count(counts.events, 'event')} ${dryRun ? 'would be recorded; this was a dry run, nothing was' : 'recorded'}`,
];

const isRemarkable = ({ remarks, outcome }: RowReport): boolean => remarks.length > 0 && outcome !== 'already recorded';

/** What an import did: rows of which something has to be said, then the counts. */
export const importInWords = (report: ImportReport): string =>
  [...rowsInWords(report.films.flatMap(({ rows }) => rows.filter(isRemarkable))), ...countsInWords(report)].join('\n');

const SCALES: Readonly<Record<number, string>> = { 3: 'in thousands', 6: 'in millions' };

const meaningOf = ({ field, currency, scale }: SpreadsheetReport['columns'][number]): string =>
  [field, currency, scale === undefined ? undefined : SCALES[scale]].filter((part) => part !== undefined).join(', ');

/** How a spreadsheet was understood: its sheet, its headers, and what each column is read as. */
const understanding = ({ sheet, otherSheets, headerRows, columns }: SpreadsheetReport): readonly string[] => [
  `${sheet === '' ? '' : `sheet "${sheet}", `}headers in row ${headerRows.join(' and ')}`,
  ...(otherSheets.length === 0 ? [] : [`not read: ${otherSheets.map((name) => `sheet "${name}"`).join(', ')}`]),
  table(
    ['column', 'read as'],
    columns.map((column) => [column.column, meaningOf(column)]),
  ),
];

/** What an import of a spreadsheet did; of a dry run how it was understood and every row, else what has to be said. */
export function spreadsheetInWords(report: SpreadsheetReport): string {
  const rows = report.films.flatMap((film) =>
    film.rows.map((row) => ({ ...row, row: row.row.startsWith('row ') ? `${film.film}, ${row.row}` : row.row })),
  );
  return [
    ...(report.dryRun ? understanding(report) : []),
    ...rowsInWords(report.dryRun ? rows : rows.filter(isRemarkable)),
    ...report.leftOut.map(({ row, why }) => `${row} is left out: it ${why}`),
    ...countsInWords(report),
  ].join('\n');
}

/** What became of an export, for people. */
export function eventsInWords({ dryRun, imported, alreadyThere, streams, sha256 }: EventsReport): string {
  const there = alreadyThere === 0 ? '' : `, ${count(alreadyThere, 'event')} of the file were there from before`;
  return (
    `${count(imported, 'event')} ${dryRun ? 'would be' : 'were'} imported${there}.\n` +
    `The file is whole: ${count(imported + alreadyThere, 'event')} of ${count(streams, 'stream')}, SHA-256 ${sha256}.`
  );
}
