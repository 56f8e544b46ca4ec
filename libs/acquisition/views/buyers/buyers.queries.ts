import { sql } from 'kysely';
import type { At, Figures } from '#acquisition/domain';
import { likelyDuplicates } from '#acquisition/domain';
import type { AskedMoment, OfMoment } from '../asked-moment';
import { nowOf } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { atOneMoment } from '../query-sources';
import { hasWord, searchWords } from '../search';
import { answerThen } from '../then/answer-then';
import { figuresOfBuyer } from './buyer-figures';

/** What buyers can be sorted by: name, day of what they did last, how many deals or offers. */
export const BUYER_SORTS = ['name', 'last', 'deals', 'offers'] as const;
export type BuyerSort = (typeof BUYER_SORTS)[number];

export interface AskedBuyers extends AskedMoment {
  /** Words that all occur in one of its names; accents and capitals do not matter. */
  readonly search?: string;
  /** Default: name. */
  readonly sort?: BuyerSort;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A buyer, and how much it has to do with films. */
export interface BuyerOnMarket {
  readonly key: string;
  readonly name: string;
  /** Names that count as this one. */
  readonly alsoCalled: readonly string[];
  /** How many films it has to do with, and how. */
  readonly films: number;
  readonly interest: number;
  readonly passes: number;
  readonly negotiations: number;
  readonly offers: number;
  readonly deals: number;
  /** First day on which the last thing that it did can have happened. */
  readonly lastOn: string;
  /** What it offers, has reserved and has committed to at the moment asked for, each by currency. */
  readonly figures: Figures;
}

/** Everybody who ever had to do with a film. */
export class BuyersQuery extends Query<Page<BuyerOnMarket> & OfMoment> {
  constructor(readonly asked: AskedBuyers = {}) {
    super();
  }
}

/** Groups of names that are likely of one buyer. */
export interface BuyerDuplicates extends OfMoment {
  readonly items: readonly (readonly string[])[];
}

/** Names that are likely of one buyer, and not merged. */
export class BuyerDuplicatesQuery extends Query<BuyerDuplicates> {
  constructor(readonly asked: AskedMoment = {}) {
    super();
  }
}

const KEY = sql<string>`coalesce(buyer_merges.head_key, buyer_entries.buyer_key)`;

/** A row for each buyer, under the name that stands for all of its names. */
const grouped = ({ db }: Pick<QuerySources, 'db'>) => {
  const count = (kind: string) => sql<number>`sum(case when buyer_entries.kind = ${kind} then 1 else 0 end)`;
  return db
    .selectFrom('buyer_entries')
    .leftJoin('buyer_merges', 'buyer_merges.buyer_key', 'buyer_entries.buyer_key')
    .select([
      KEY.as('key'),
      sql<string>`coalesce(max(buyer_merges.head), min(buyer_entries.buyer))`.as('name'),
      sql<string>`coalesce(max(buyer_merges.head_search), max(buyer_entries.search))`.as('sort_name'),
      sql<number>`count(distinct buyer_entries.film_id)`.as('films'),
      count('interest').as('interest'),
      count('pass').as('passes'),
      count('negotiation').as('negotiations'),
      count('offer').as('offers'),
      count('deal').as('deals'),
      sql<string>`max(buyer_entries.on_day)`.as('last_on'),
    ])
    .groupBy(KEY);
};

type Row = Awaited<ReturnType<ReturnType<typeof grouped>['execute']>>[number];

const COLUMNS: Readonly<Record<BuyerSort, 'sort_name' | 'last_on' | 'deals' | 'offers'>> = {
  name: 'sort_name',
  last: 'last_on',
  deals: 'deals',
  offers: 'offers',
};

/** Names of each buyer beside the one that stands for it, and what it offers, has reserved and has committed to. */
async function particularsOf(
  { db }: Pick<QuerySources, 'db'>,
  keys: readonly string[],
  at: At,
): Promise<(key: string) => Pick<BuyerOnMarket, 'alsoCalled' | 'figures'>> {
  if (keys.length === 0) return () => ({ alsoCalled: [], figures: figuresOfBuyer([], at) });
  const merged = await db
    .selectFrom('buyer_merges')
    .select(['head_key', 'buyer_key', 'buyer'])
    .where('head_key', 'in', keys)
    .where('merged_into', 'is not', null)
    .orderBy('buyer_key')
    .execute();
  const things = await db
    .selectFrom('buyer_entries')
    .leftJoin('buyer_merges', 'buyer_merges.buyer_key', 'buyer_entries.buyer_key')
    .select([KEY.as('key'), 'entry_id', 'kind', 'thing'])
    .where('buyer_entries.buyer_key', 'in', [...keys, ...merged.map(({ buyer_key }) => buyer_key)])
    .where('kind', 'in', ['offer', 'deal'])
    .execute();
  return (key) => ({
    alsoCalled: merged.filter(({ head_key }) => head_key === key).map(({ buyer }) => buyer),
    figures: figuresOfBuyer(
      things.filter((thing) => thing.key === key),
      at,
    ),
  });
}

/** Buyers in full, in the order of their rows. */
async function inFull(sources: QuerySources, rows: readonly Row[]): Promise<(row: Row) => BuyerOnMarket> {
  const particulars = await particularsOf(
    sources,
    rows.map(({ key }) => key),
    nowOf(sources.clock),
  );
  return ({ key, name, films, interest, passes, negotiations, offers, deals, last_on: lastOn }) => ({
    ...{ key, name, films, interest, passes, negotiations, offers, deals, lastOn },
    ...particulars(key),
  });
}

/**
 * Buyers, each once whatever its names, page by page; now, or at a moment on both clocks.
 * @throws Refused for a moment, a limit or a cursor that cannot be.
 */
export async function buyers(sources: QuerySources, asked: AskedBuyers): Promise<Page<BuyerOnMarket> & OfMoment> {
  const { limit: wanted, cursor, search, sort = 'name', descending = false, asOf, knownAt } = asked;
  const query = { search, sort, descending, asOf, knownAt };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  return answerThen(
    sources,
    asked,
    () => ({ views: ['buyers'] }),
    (then) => atOneMoment(then, (now) => buyersAtOnce(now, query, { limit, after })),
  );
}

interface SortedBuyers {
  readonly search: string | undefined;
  readonly sort: BuyerSort;
  readonly descending: boolean;
}

async function buyersAtOnce(
  sources: QuerySources,
  query: SortedBuyers,
  { limit, after }: { readonly limit: number; readonly after: Place | undefined },
): Promise<Page<BuyerOnMarket>> {
  const { search, sort, descending } = query;
  const column = COLUMNS[sort];
  const words = searchWords(search);
  const matching = grouped(sources).$if(words.length > 0, (all) =>
    all.having(
      sql<boolean>`max(case when ${sql.join(
        words.map((word) => hasWord('buyer_entries.search', word)),
        sql` and `,
      )} then 1 else 0 end) = 1`,
    ),
  );
  const direction = descending ? 'desc' : 'asc';
  const rows = await sources.db
    .selectFrom(matching.as('buyer'))
    .selectAll()
    .$if(after !== undefined, (all) =>
      all.where(
        sql<boolean>`(${sql.ref(column)}, key) ${sql.raw(descending ? '<' : '>')} (${sql.join([...(after ?? [])])})`,
      ),
    )
    .orderBy(column, direction)
    .orderBy('key', direction)
    .limit(limit + 1)
    .execute();
  const show = await inFull(sources, rows);
  return pageOf(rows, limit, query, { show, placeOf: (row) => [row[column], row.key] });
}

/** One buyer by the key that stands for it; undefined when it has to do with no film. */
export async function buyerByKey(sources: QuerySources, key: string): Promise<BuyerOnMarket | undefined> {
  const row = await grouped(sources).having(KEY, '=', key).executeTakeFirst();
  return row === undefined ? undefined : (await inFull(sources, [row]))(row);
}

/** Groups of names that are likely of one buyer: see `likelyDuplicates`. Names that were merged count as one. */
export const buyerDuplicates = (sources: QuerySources, asked: AskedMoment): Promise<BuyerDuplicates> =>
  answerThen(
    sources,
    asked,
    () => ({ views: ['buyers'] }),
    async (then) => ({ items: likelyDuplicates((await grouped(then).execute()).map(({ name }) => name)) }),
  );
