import type { QuerySources } from '../query-sources';

type Db = Pick<QuerySources, 'db'>;

/** Films on which the offer clock has something to record by an instant, the one that waits longest first. */
export async function filmsWithLapses({ db }: Db, instant: string, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('deadlines')
    .select('film_id')
    .where('lapses_at', '<=', instant)
    .groupBy('film_id')
    .orderBy(({ fn }) => fn.min('lapses_at'))
    .limit(limit)
    .execute();
  return rows.map((row) => row.film_id);
}

/** When the offer clock has something to record next; undefined when nothing is coming. */
export async function nextLapse({ db }: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('deadlines')
    .select('lapses_at')
    .where('lapses_at', 'is not', null)
    .orderBy('lapses_at')
    .limit(1)
    .executeTakeFirst();
  return row?.lapses_at ?? undefined;
}
