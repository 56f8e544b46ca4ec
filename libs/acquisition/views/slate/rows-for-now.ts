import { LRUCache } from 'lru-cache';
import type { At } from '#acquisition/domain';
import type { QuerySources } from '../query-sources';
import type { SlateRow } from './slate-row';
import { slateRow } from './slate-row';

/** Rows that time alone changed, kept until it changes them again. */
const KEPT_ROWS = 5_000;

const kept = new WeakMap<QuerySources['store'], LRUCache<string, SlateRow>>();

function keptOf(store: QuerySources['store']): LRUCache<string, SlateRow> {
  const known = kept.get(store);
  if (known !== undefined) return known;
  const rows = new LRUCache<string, SlateRow>({ max: KEPT_ROWS });
  kept.set(store, rows);
  return rows;
}

/**
 * The rows of films for which a time has passed since their last event (an offer, a reservation or talks ran out), as
 * they are now.
 */
export async function rowsForNow(
  { store, films }: Pick<QuerySources, 'store' | 'films'>,
  passed: readonly SlateRow[],
  at: At,
): Promise<readonly SlateRow[]> {
  const rows = keptOf(store);
  const now: SlateRow[] = [];
  for (const row of passed) {
    const known = rows.get(row.film_id);
    if (known !== undefined && known.revision >= row.revision && holds(known, at)) {
      now.push(known);
      continue;
    }
    const film = await films.see(row.film_id);
    if (film === undefined) continue;
    const fresh = slateRow(film, at, row.position);
    rows.set(row.film_id, fresh);
    now.push(fresh);
  }
  return now;
}

const holds = ({ holds_until }: SlateRow, { instant }: At): boolean => holds_until === null || holds_until > instant;
