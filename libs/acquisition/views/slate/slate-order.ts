import { PHASES } from '#acquisition/domain';
import type { Phase } from '#acquisition/domain';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Place } from '../cursor';
import type { SlateRow } from './slate-row';

/** What the slate can be sorted by. `phase`: in the order of a film's life; `recorded`: when something was last recorded. */
export const SLATE_SORTS = ['title', 'year', 'phase', 'share', 'recorded'] as const;
export type SlateSort = (typeof SLATE_SORTS)[number];

const stage = (phase: string): number => PHASES.indexOf(phase as Phase);
const stageInSql = sql<number>`case phase ${sql.join(
  PHASES.map((phase) => sql`when ${sql.lit(phase)} then ${sql.lit(stage(phase))}`),
  sql` `,
)} end`;

interface Order {
  /** The values of a row that decide its place; the last one is of this row alone. */
  readonly of: (row: SlateRow) => Place;
  /** The same in SQL. */
  readonly columns: readonly RawBuilder<unknown>[];
}

const byTitle = [sql.ref('title_key'), sql.ref('film_id')];

export const ORDERS: Readonly<Record<SlateSort, Order>> = {
  title: { of: (row) => [row.title_key, row.film_id], columns: byTitle },
  year: { of: (row) => [row.year, row.title_key, row.film_id], columns: [sql.ref('year'), ...byTitle] },
  phase: { of: (row) => [stage(row.phase), row.title_key, row.film_id], columns: [stageInSql, ...byTitle] },
  share: { of: (row) => [row.share, row.title_key, row.film_id], columns: [sql.ref('share'), ...byTitle] },
  recorded: {
    of: (row) => [row.last_recorded_at, row.film_id],
    columns: [sql.ref('last_recorded_at'), sql.ref('film_id')],
  },
};

/** Texts in the order of their bytes, as the read store has them; numbers in theirs. */
function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** Negative when `a` comes first. */
export function comparePlaces(a: Place, b: Place): number {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
