import { LRUCache } from 'lru-cache';
import type { At } from '#acquisition/domain';
import type { QuerySources } from '../query-sources';
import { filmsAt } from '../status-history/status-history.queries';
import type { SlateRow } from './slate-row';
import { slateRow } from './slate-row';

/** A row that time alone changed, and the position of the film's last event in it. */
interface Kept {
  readonly row: SlateRow;
  readonly position: string;
}

/** Rows that are kept until time, or an event, changes them again. */
const KEPT_ROWS = 5_000;

const kept = new WeakMap<QuerySources['store'], LRUCache<string, Kept>>();

function keptOf(store: QuerySources['store']): LRUCache<string, Kept> {
  const known = kept.get(store);
  if (known !== undefined) return known;
  const rows = new LRUCache<string, Kept>({ max: KEPT_ROWS });
  kept.set(store, rows);
  return rows;
}

type Sources = Pick<QuerySources, 'store' | 'db' | 'films'>;

/** Rows of these films as they are now, from the view that has them; folded where that view is behind. */
async function freshRows({ db, films }: Sources, passed: readonly SlateRow[], at: At): Promise<readonly SlateRow[]> {
  const now = { asOf: at.instant, knownAt: at.instant, at, knowsAll: true };
  const ids = passed.map((row) => row.film_id);
  const told = new Map((await filmsAt({ db }, now, ids)).map((row) => [row.film_id, row]));
  const rows: SlateRow[] = [];
  for (const row of passed) {
    const known = told.get(row.film_id);
    if (known !== undefined && known.revision >= row.revision) {
      rows.push(known);
      continue;
    }
    const film = await films.see(row.film_id);
    if (film !== undefined) rows.push(slateRow(film, at, row.position));
  }
  return rows;
}

/**
 * The rows of films for which a time has passed since their last event (an offer, a reservation or talks ran out), as
 * they are now, in any order.
 */
export async function rowsForNow(sources: Sources, passed: readonly SlateRow[], at: At): Promise<readonly SlateRow[]> {
  const rows = keptOf(sources.store);
  const now: SlateRow[] = [];
  const stale: SlateRow[] = [];
  for (const row of passed) {
    const known = rows.get(row.film_id);
    if (known?.position === row.position && !isOver(known.row, at)) now.push(known.row);
    else stale.push(row);
  }
  if (stale.length === 0) return now;
  const fresh = await freshRows(sources, stale, at);
  const positions = new Map(stale.map((row) => [row.film_id, row.position]));
  for (const row of fresh) rows.set(row.film_id, { row, position: positions.get(row.film_id) ?? '' });
  return [...now, ...fresh];
}

/** Whether a time has passed that changes what a row says. */
export const isOver = ({ holds_until }: Pick<SlateRow, 'holds_until'>, { instant }: At): boolean =>
  holds_until !== null && holds_until <= instant;
