import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** Rows of one statement; SQLite takes 32,766 values, PostgreSQL 65,535. */
const ROWS_PER_STATEMENT = 500;

/** The columns of a row, each to get the value of the row that could not be inserted because its key was there. */
export const excluded = (row: object): Record<string, RawBuilder<never>> =>
  Object.fromEntries(Object.keys(row).map((column) => [column, sql.ref<never>(`excluded.${column}`)]));

/** Rows in portions that one statement takes: a statement for each row would be most of a rebuild's time. */
export function* portions<Row>(
  rows: readonly Row[],
): Generator<{ readonly rows: readonly Row[]; readonly first: Row }> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const portion = rows.slice(from, from + ROWS_PER_STATEMENT);
    const [first] = portion;
    if (first !== undefined) yield { rows: portion, first };
  }
}
