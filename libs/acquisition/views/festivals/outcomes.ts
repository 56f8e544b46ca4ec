import type { Phase } from '#acquisition/domain';
import { nowOf } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import { isOver, rowsForNow } from '../slate/rows-for-now';

/** What became of a film. */
export interface Outcome {
  readonly phase: Phase;
  /** Share of the mandate that is acquired, 0 to 1. */
  readonly share: number;
  /** Buyers of live deals. */
  readonly buyers: readonly string[];
}

/** Where films stand now, by their id; those that the slate does not have yet are left out. */
export async function outcomesOf(
  sources: QuerySources,
  filmIds: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  if (filmIds.length === 0) return new Map();
  const at = nowOf(sources.clock);
  const rows = await sources.db.selectFrom('slate').selectAll().where('film_id', 'in', filmIds).execute();
  const passed = rows.filter((row) => isOver(row, at));
  const fresh = await rowsForNow(sources, passed, at);
  return new Map(
    [...rows, ...fresh].map(({ film_id, phase, share, buyers }) => [
      film_id,
      { phase: phase as Phase, share, buyers: JSON.parse(buyers) as string[] },
    ]),
  );
}
