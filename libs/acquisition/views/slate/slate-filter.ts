import type { Phase } from '#acquisition/domain';
import type { ExpressionWrapper, ExpressionBuilder, SqlBool } from 'kysely';
import { hasWord, searchWords } from '../search';
import type { SlateRow, SlateTables } from './slate-row';

/** Which films of the slate. */
export interface SlateFilter {
  readonly phases?: readonly Phase[];
  /** Words that all occur in title, directors or buyers; accents and capitals do not matter. */
  readonly search?: string;
}

/** Whether a row passes. */
export function passes(filter: SlateFilter): (row: SlateRow) => boolean {
  const words = searchWords(filter.search);
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
      ...searchWords(filter.search).map((word) => hasWord('search', word)),
    ]);
