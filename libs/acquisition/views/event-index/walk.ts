import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { ViewTables } from '../views-of';
import type { Condition } from './conditions';
import type { EventIndexTables } from './event-index.view';

/** A row of the index, with the slate's names of its film where it has them already. */
export type IndexRow = EventIndexTables['event_index'] & {
  readonly slug: string | null;
  readonly title: string | null;
};

export interface WalkLimits {
  /** An index that finds no more than this is taken without a look at the others. */
  readonly few: number;
  /** One that finds more is of no use unless it has them in the order of the log: they would all be sorted. */
  readonly most: number;
  /** Rows that one statement looks at, at first and at the most: nothing else is answered meanwhile. */
  readonly firstSlice: number;
  readonly largestSlice: number;
}

export const WALK_LIMITS: WalkLimits = { few: 500, most: 20_000, firstSlice: 500, largestSlice: 4_000 };

/** How the rows are walked through: in the order of the log or against it, after a place, so many of them. */
export interface Walk {
  readonly after: string | undefined;
  readonly descending: boolean;
  readonly wanted: number;
}

type Db = Kysely<ViewTables>;

/** The events, with the slate's names of the films where it has them already. */
export const indexed = (db: Db) =>
  db
    .selectFrom('event_index')
    .leftJoin('slate', 'slate.film_id', 'event_index.film_id')
    .selectAll('event_index')
    .select(['slate.slug', 'slate.title']);

/** How many rows an index finds, counted up to one more than `most`. */
async function countUpTo(db: Db, found: Condition['found'], most: number): Promise<number> {
  const some = db
    .selectFrom('event_index')
    .select('position')
    .$if(found !== undefined, (query) => query.where(found ?? sql<SqlBool>`true`))
    .limit(most + 1)
    .as('some');
  const { rows } = await db
    .selectFrom(some)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/**
 * The condition whose index finds the fewest rows; undefined where it is better to go through the log itself. SQLite would
 * choose as well, but does not know how often a value occurs: who recorded nearly everything looks to it like who recorded
 * one entry.
 */
export async function narrowest(
  db: Db,
  conditions: readonly Condition[],
  { few, most }: WalkLimits,
): Promise<Condition | undefined> {
  const candidates = conditions.filter(({ found }) => found !== undefined);
  const [only] = candidates;
  if (candidates.length === 1 && only?.inOrder === true) return only;
  let best: { readonly condition: Condition; readonly rows: number } | undefined;
  for (const condition of candidates) {
    const rows = await countUpTo(db, condition.found, most);
    if (rows <= few) return condition;
    if (rows <= most && rows < (best?.rows ?? Infinity)) best = { condition, rows };
  }
  return best?.condition ?? candidates.find(({ inOrder }) => inOrder);
}

/** From one place of the log to another, both left open. */
interface Stretch {
  readonly after: string | undefined;
  /** The last one that is looked at. */
  readonly upTo?: string;
  readonly descending: boolean;
}

/** Rows of a stretch of the log, found by the index of a condition. */
function along(condition: Condition | undefined, { after, upTo, descending }: Stretch) {
  // Where the index has another order, the place in the log must not tempt SQLite to go by that.
  const place = condition?.inOrder === false ? sql<string>`+event_index.position` : sql<string>`event_index.position`;
  const order = descending ? ('desc' as const) : ('asc' as const);
  const conditions = [
    ...(condition?.found === undefined ? [] : [condition.found]),
    ...(after === undefined ? [] : [sql<SqlBool>`${place} ${sql.raw(descending ? '<' : '>')} ${after}`]),
    ...(upTo === undefined ? [] : [sql<SqlBool>`${place} ${sql.raw(descending ? '>=' : '<=')} ${upTo}`]),
  ];
  return { place, order, conditions };
}

/** Where so many rows further on the log is, by the index of a condition. */
export function placeAfter(db: Db, condition: Condition | undefined, stretch: Stretch, rows: number) {
  const { place, order, conditions } = along(condition, stretch);
  return db
    .selectFrom('event_index')
    .select('event_index.position')
    .where((eb) => eb.and(conditions))
    .orderBy(place, order)
    .limit(1)
    .offset(rows - 1);
}

/** The rows of a stretch that meet every condition, the first `limit` of them. */
export function rowsAlong(
  db: Db,
  condition: Condition | undefined,
  others: readonly Condition[],
  stretch: Stretch,
  limit: number,
) {
  const { place, order, conditions } = along(condition, stretch);
  return indexed(db)
    .where((eb) => eb.and([...conditions, ...others.map(({ checked }) => checked)]))
    .orderBy(place, order)
    .limit(limit);
}

/**
 * The first rows that meet all conditions, in the order of the walk. Goes along the index that finds fewest and looks at
 * each row it finds, some thousands at a time, so that others are answered in between, however long that takes.
 */
export async function walk(
  db: Db,
  conditions: readonly Condition[],
  { after, descending, wanted }: Walk,
  limits: WalkLimits,
): Promise<readonly IndexRow[]> {
  const by = await narrowest(db, conditions, limits);
  const others = conditions.filter((condition) => condition !== by);
  if (others.length === 0) return rowsAlong(db, by, [], { after, descending }, wanted).execute();
  const rows: IndexRow[] = [];
  let from = after;
  for (let slice = limits.firstSlice; ; slice = Math.min(slice * 2, limits.largestSlice)) {
    const end = await placeAfter(db, by, { after: from, descending }, slice).executeTakeFirst();
    const stretch = { after: from, descending, ...(end === undefined ? {} : { upTo: end.position }) };
    rows.push(...(await rowsAlong(db, by, others, stretch, wanted - rows.length).execute()));
    if (end === undefined || rows.length >= wanted) return rows;
    from = end.position;
    await turn();
  }
}
