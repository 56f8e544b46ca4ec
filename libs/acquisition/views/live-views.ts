import { sql } from 'kysely';
import type { QuerySources } from './query-sources';

/** Whether views have come to the end of the log once: before that, they have not all films. */
export async function areLive({ db }: Pick<QuerySources, 'db'>, names: readonly string[]): Promise<boolean> {
  const live = sql<{ view: string }>`select view from view_state where status = 'live'`;
  const found = new Set((await live.execute(db)).rows.map(({ view }) => view));
  return names.every((name) => found.has(name));
}
