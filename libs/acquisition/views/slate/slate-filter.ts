import type { Phase } from '#acquisition/domain';
import type { ExpressionWrapper, ExpressionBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { SlateRow, SlateTables } from './slate-row';
import { searchKey } from './slate-row';

/** Which films of the slate. */
export interface SlateFilter {
  readonly phases?: readonly Phase[];
  /** Words that all occur in title, directors or buyers; accents and capitals do not matter. */
  readonly search?: string;
}

const wordsOf = (search: string | undefined): readonly string[] =>
  searchKey(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether a row passes. */
export function passes(filter: SlateFilter): (row: SlateRow) => boolean {
  const words = wordsOf(filter.search);
  return (row) =>
    (filter.phases === undefined || filter.phases.includes(row.phase as Phase)) &&
    words.every((word) => row.search.includes(word));
}

/** The same in SQL. */
export const passesInSql =
  (filter: SlateFilter) =>
  (eb: ExpressionBuilder<SlateTables, 'slate'>): ExpressionWrapper<SlateTables, 'slate', SqlBool> =>
    eb.and([
      ...(filter.phases === undefined ? [] : [eb('phase', 'in', filter.phases)]),
      ...wordsOf(filter.search).map((word) => {
        const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
        return sql<SqlBool>`search like ${pattern} escape '\\'`;
      }),
    ]);
