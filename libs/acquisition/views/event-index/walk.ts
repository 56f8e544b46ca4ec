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
  /** Of a period that finds no more than this, the first and the last place in the log are looked up. */
  readonly mostOfPeriod: number;
  /** Rows that one statement looks at, at first and at the most: nothing else is answered meanwhile. */
  readonly firstSlice: number;
  readonly largestSlice: number;
}

export const WALK_LIMITS: WalkLimits = {
  few: 500,
  most: 20_000,
  mostOfPeriod: 100_000,
  firstSlice: 500,
  largestSlice: 4_000,
};

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

/** Positions that an index finds, up to one more than `most`. */
const someOf = (db: Db, { found }: Condition, most: number) =>
  db
    .selectFrom('event_index')
    .select('position')
    .where(found ?? sql<SqlBool>`true`)
    .limit(most + 1)
    .as('some');

/** How many rows an index finds, counted up to one more than `most`. */
async function countUpTo(db: Db, condition: Condition, most: number): Promise<number> {
  const { rows } = await db
    .selectFrom(someOf(db, condition, most))
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** By which condition's index the rows are found, if by any; and whether that finds few. */
export interface Narrowest {
  readonly by: Condition | undefined;
  readonly isNarrow: boolean;
}

/**
 * The condition whose index finds the fewest rows; none where it is better to go through the log itself. SQLite would
 * choose as well, but does not know how often a value occurs: who recorded nearly everything looks to it like who recorded
 * one entry.
 */
export async function narrowest(
  db: Db,
  conditions: readonly Condition[],
  { few, most }: WalkLimits,
): Promise<Narrowest> {
  const candidates = conditions.filter(({ found }) => found !== undefined);
  const [only] = candidates;
  if (candidates.length === 1 && only?.inOrder === true) return { by: only, isNarrow: false };
  let best: { readonly condition: Condition; readonly rows: number } | undefined;
  for (const condition of candidates) {
    const rows = await countUpTo(db, condition, most);
    if (rows <= few) return { by: condition, isNarrow: true };
    if (rows <= most && rows < (best?.rows ?? Infinity)) best = { condition, rows };
  }
  if (best !== undefined) return { by: best.condition, isNarrow: true };
  return { by: candidates.find(({ inOrder }) => inOrder), isNarrow: false };
}

/** The first and the last place of the log where everything is that some periods find, as they follow each other in it. */
async function placesOf(
  db: Db,
  periods: readonly Condition[],
  { mostOfPeriod }: WalkLimits,
): Promise<{ readonly lowest: string; readonly highest: string } | undefined> {
  const places: { readonly lowest: string; readonly highest: string }[] = [];
  for (const period of periods) {
    const { rows, lowest, highest } = await db
      .selectFrom(someOf(db, period, mostOfPeriod))
      .select(({ fn }) => [
        fn.countAll<number>().as('rows'),
        fn.min('position').as('lowest'),
        fn.max('position').as('highest'),
      ])
      .executeTakeFirstOrThrow();
    if (rows <= mostOfPeriod) places.push({ lowest, highest });
  }
  if (places.length === 0) return undefined;
  return {
    lowest: places.map(({ lowest }) => lowest).reduce((a, b) => (a > b ? a : b)),
    highest: places.map(({ highest }) => highest).reduce((a, b) => (a < b ? a : b)),
  };
}

/** From one place of the log to another, in the order of a walk; open where nothing is said. */
interface Stretch {
  /** After which it begins, or else with which. */
  readonly after?: string | undefined;
  readonly from?: string | undefined;
  /** The last one that is looked at. */
  readonly upTo?: string | undefined;
  readonly descending: boolean;
}

/** Rows of a stretch of the log, found by the index of a condition. */
function along(condition: Condition | undefined, { after, from, upTo, descending }: Stretch) {
  // Where the index has another order, the place in the log must not tempt SQLite to go by that.
  const place = condition?.inOrder === false ? sql<string>`+event_index.position` : sql<string>`event_index.position`;
  const order = descending ? ('desc' as const) : ('asc' as const);
  const conditions = [
    ...(condition?.found === undefined ? [] : [condition.found]),
    ...(after === undefined ? [] : [sql<SqlBool>`${place} ${sql.raw(descending ? '<' : '>')} ${after}`]),
    ...(from === undefined ? [] : [sql<SqlBool>`${place} ${sql.raw(descending ? '<=' : '>=')} ${from}`]),
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
  const { by, isNarrow } = await narrowest(db, conditions, limits);
  const others = conditions.filter((condition) => condition !== by);
  if (others.length === 0) return rowsAlong(db, by, [], { after, descending }, wanted).execute();
  const places = isNarrow
    ? undefined
    : await placesOf(
        db,
        others.filter(({ isPeriod }) => isPeriod),
        limits,
      );
  const [first, last] = descending ? [places?.highest, places?.lowest] : [places?.lowest, places?.highest];
  const isBefore = first !== undefined && (after === undefined || (descending ? after > first : after < first));
  let begin: Pick<Stretch, 'from' | 'after'> = isBefore ? { from: first } : { after };
  const rows: IndexRow[] = [];
  for (let slice = limits.firstSlice; ; slice = Math.min(slice * 2, limits.largestSlice)) {
    const end = await placeAfter(db, by, { ...begin, upTo: last, descending }, slice).executeTakeFirst();
    const stretch = { ...begin, upTo: end?.position ?? last, descending };
    rows.push(...(await rowsAlong(db, by, others, stretch, wanted - rows.length).execute()));
    if (end === undefined || rows.length >= wanted) return rows;
    begin = { after: end.position };
    await turn();
  }
}
