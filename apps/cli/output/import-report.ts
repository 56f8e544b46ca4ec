import type { ImportReport } from '#acquisition/importing';
import { table } from './table';
import { count } from './words';

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${String(n)} ${what}`)
    .join(', ');

/** What an import did: rows of which something has to be said, then the counts. */
export function importInWords({ films, counts, dryRun }: ImportReport): string {
  const remarkable = films
    .flatMap(({ rows }) => rows)
    .filter((row) => row.remarks.length > 0 && row.outcome !== 'already recorded');
  const rows = remarkable.map((row) => [row.row, row.type, row.outcome, row.events.join(', '), row.remarks.join('; ')]);
  return [
    ...(rows.length === 0 ? [] : [table(['row', 'type', 'outcome', 'events', 'remarks'], rows)]),
    `films: ${counted(counts.films) || 'none'}`,
    `rows: ${counted(counts.rows) || 'none'}`,
    `${count(counts.events, 'event')} ${dryRun ? 'would be recorded; this was a dry run, nothing was' : 'recorded'}`,
  ].join('\n');
}
