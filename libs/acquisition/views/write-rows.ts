import type { CompiledQuery, Kysely } from 'kysely';
import { sql } from 'kysely';

/** Values that a column takes as they are. */
type Value = string | number | null;

/** Rows of one statement. What is left over goes row by row, so that there are two statements of a table, which stay prepared. */
const ROWS_TOGETHER = 64;

/**
 * Inserts rows, all of the same columns, in the tables of a view. Its text is written once for many rows, and nothing is
 * made of each value, unlike in a statement of the query builder: that was a tenth of a rebuild.
 * @param ifThere what becomes of a row whose key is there already.
 */
export async function insertRows(
  tx: Pick<Kysely<unknown>, 'executeQuery' | 'getExecutor'>,
  table: string,
  rows: readonly Readonly<Record<string, Value>>[],
  ifThere: 'replace' | 'ignore',
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const into = sql`${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  const one = `(${columns.map(() => '?').join(', ')})`;
  const statementFor = (count: number): CompiledQuery =>
    sql`insert or ${sql.raw(ifThere)} into ${into} values ${sql.raw(Array(count).fill(one).join(', '))}`.compile(tx);
  const insert = (statement: CompiledQuery, some: typeof rows) =>
    tx.executeQuery({ ...statement, parameters: some.flatMap((row) => columns.map((column) => row[column])) });

  const whole = rows.length - (rows.length % ROWS_TOGETHER);
  if (whole > 0) {
    const ofMany = statementFor(ROWS_TOGETHER);
    for (let from = 0; from < whole; from += ROWS_TOGETHER)
      await insert(ofMany, rows.slice(from, from + ROWS_TOGETHER));
  }
  if (whole === rows.length) return;
  const ofOne = statementFor(1);
  for (const row of rows.slice(whole)) await insert(ofOne, [row]);
}
