import type { Region, Taken } from '#acquisition/domain';
import { freeOf, isEmpty } from '#acquisition/domain';
import type { RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Place } from '../cursor';
import type { QuerySources } from '../query-sources';
import type { AvailsRow, AvailsTables } from './avails-row';
import { takenOfRow } from './avails-row';
import type { Question } from './not-free';
import { takesAnything, takesEverything } from './not-free';

/** `all`: films of which everything asked for is free; `any`: of which something is. */
export const PARTS = ['all', 'any'] as const;
export type Part = (typeof PARTS)[number];

/** A film found, and what of it is free. */
export interface Found {
  readonly row: AvailsRow;
  readonly free: Region;
}

/** Its place in the order of titles. */
export const placeOf = ({ row }: Pick<Found, 'row'>): Place => [row.title_key, row.film_id];

/** Most films that are looked at together when something of each may be free. */
const LOOKED_AT = 500;

/** Films in order of title after a place, for which, for some of `conditions`, no row that is taken meets it. */
const films = (
  tx: Transaction<AvailsTables>,
  conditions: readonly RawBuilder<boolean>[],
  after: Place | undefined,
  most: number | undefined,
): Promise<readonly AvailsRow[]> =>
  tx
    .selectFrom('avails as f')
    .selectAll('f')
    .$if(after !== undefined, (all) => all.where(sql<boolean>`(f.title_key, f.film_id) > (${sql.join(after ?? [])})`))
    .where((eb) =>
      eb.or(
        conditions.map((condition) =>
          eb.not(
            eb.exists(
              eb.selectFrom('avails_taken as t').select('t.n').whereRef('t.film_id', '=', 'f.film_id').where(condition),
            ),
          ),
        ),
      ),
    )
    .orderBy('f.title_key')
    .orderBy('f.film_id')
    .$if(most !== undefined, (all) => all.limit(most ?? 0))
    .execute();

/** What is taken of some films of what is asked about. */
async function takenBlocks(
  tx: Transaction<AvailsTables>,
  rows: readonly AvailsRow[],
  question: Question,
): Promise<ReadonlyMap<string, readonly Taken[]>> {
  const ids = rows.map((row) => row.film_id);
  const taken = await tx
    .selectFrom('avails_taken as t')
    .selectAll('t')
    .where('t.film_id', 'in', ids)
    .where(takesAnything(question))
    .execute();
  return new Map(
    [...Map.groupBy(taken, (row) => row.film_id)].map(([filmId, blocks]) => [filmId, blocks.map(takenOfRow)]),
  );
}

/** Films of which something is free: what rows together leave of it is reckoned film by film. */
async function partlyFree(
  tx: Transaction<AvailsTables>,
  question: Question,
  after: Place | undefined,
  most: number,
): Promise<readonly Found[]> {
  const { region, at, exclusive } = question;
  const together = Math.min(most, LOOKED_AT);
  const found: Found[] = [];
  let place = after;
  for (;;) {
    const rows = await films(tx, takesEverything(question), place, together);
    const taken = await takenBlocks(tx, rows, question);
    for (const row of rows) {
      const free = freeOf(taken.get(row.film_id) ?? [], region, at, exclusive);
      if (!isEmpty(free)) found.push({ row, free });
      if (found.length === most) return found;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < together) return found;
    place = placeOf({ row: last });
  }
}

/** Films of which what is asked for is free, in order of title. @param most All of them when undefined. */
export const freeFilms = (
  { db }: Pick<QuerySources, 'db'>,
  question: Question,
  part: Part,
  after?: Place,
  most?: number,
): Promise<readonly Found[]> =>
  db.transaction().execute(async (tx) => {
    if (part === 'any') return partlyFree(tx, question, after, most ?? Number.POSITIVE_INFINITY);
    const rows = await films(tx, [takesAnything(question)], after, most);
    return rows.map((row) => ({ row, free: question.region }));
  });
