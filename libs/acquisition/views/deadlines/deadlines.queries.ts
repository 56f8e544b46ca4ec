import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Counting, DeadlineKind } from '#acquisition/domain';
import { COUNTING, DEADLINE_KINDS } from '#acquisition/domain';
import type { AskedMoment, OfMoment } from '../asked-moment';
import { nowOf } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { seeFilm } from '../film-events';
import { keysOfBuyer } from '../buyers/buyer-named';
import { offering } from '../offers/offers.queries';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { answerThen } from '../then/answer-then';
import type { DeadlineRow } from './deadline-rows';
import type { Bound, DueBetween } from './due-between';
import { daysAfter, dueOf, isOverdue, readDueBetween, shifted } from './due-between';

export interface AskedDeadlines extends AskedMoment {
  /** Slug or id. */
  readonly film?: string;
  /** By its name; capitals do not matter. */
  readonly buyer?: string;
  readonly kinds?: readonly DeadlineKind[];
  /** Due then or later: a calendar date or a moment. */
  readonly from?: string;
  /** Due then or earlier: a calendar date (to its end in the reporting time zone) or a moment. */
  readonly until?: string;
  /** Only what is overdue, or only what is not. */
  readonly overdue?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** One thing that is coming for a film, or overdue. */
export interface DeadlineOnSlate {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly kind: DeadlineKind;
  /** A moment, or a calendar date, which means to its end. */
  readonly dueAt: string;
  readonly isOverdue: boolean;
  readonly buyer: string | null;
  /** What it is, in a sentence. */
  readonly sentence: string;
  /** The event that it comes from. */
  readonly eventId: string;
  readonly offerId: string | null;
  readonly dealId: string | null;
}

/** What is coming for any film, and what is overdue, the soonest first. */
export class DeadlinesQuery extends Query<Page<DeadlineOnSlate> & OfMoment> {
  constructor(readonly asked: AskedDeadlines = {}) {
    super();
  }
}

interface DueRow extends DeadlineRow {
  readonly due_at: string;
}

/** The exact bound, and beside it one that the index takes for days and moments alike. */
function bounded({ from, until }: DueBetween, days: number): RawBuilder<boolean> {
  const column = sql.ref('counted_from');
  const conditions = [sql<boolean>`true`];
  const within = ({ day, instant }: Bound, way: RawBuilder<unknown>, outer: string) => {
    const [dayFrom, instantFrom] = [shifted(day, -days), shifted(instant, -days)];
    conditions.push(
      sql<boolean>`${column} ${way} ${outer}`,
      sql<boolean>`${column} ${way} case when length(${column}) = 10 then ${dayFrom} else ${instantFrom} end`,
    );
  };
  if (from !== undefined) within(from, sql`>=`, shifted([from.day, from.instant].sort()[0] ?? '', -days));
  if (until !== undefined) within(until, sql`<=`, shifted([until.day, until.instant].sort()[1] ?? '', -days));
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/**
 * What is coming for any film, and what is overdue, filtered, the soonest first; now, or at a moment on both clocks.
 * @throws Refused for a film or buyer that is not there, and for a moment, a time, a limit or a cursor that cannot be.
 */
export async function deadlines(
  sources: QuerySources,
  asked: AskedDeadlines,
): Promise<Page<DeadlineOnSlate> & OfMoment> {
  const { limit: wanted, cursor, ...query } = asked;
  const { film, buyer } = query;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const between = readDueBetween(query, sources.clock);
  const filmId = film === undefined ? undefined : (await seeFilm(sources, film, asked)).film.filmId;
  return answerThen(
    sources,
    asked,
    () => ({
      views: buyer === undefined ? ['deadlines'] : ['deadlines', 'offers'],
      buyerNames: buyer !== undefined,
      ...(filmId === undefined ? {} : { films: [filmId] }),
    }),
    (then) => deadlinesAtOnce(then, query, { filmId, between, limit, after }),
  );
}

interface DeadlinePage {
  readonly filmId: string | undefined;
  readonly between: DueBetween;
  readonly limit: number;
  readonly after: Place | undefined;
}

/**
 * Kinds that are counted in different ways are asked for apart, since settings say how many days after an event some are
 * due, and put together.
 */
async function deadlinesAtOnce(
  sources: QuerySources,
  query: Omit<AskedDeadlines, 'limit' | 'cursor'>,
  { filmId, between, limit, after }: DeadlinePage,
): Promise<Page<DeadlineOnSlate>> {
  const { buyer, kinds = DEADLINE_KINDS, overdue } = query;
  const buyerKeys = buyer === undefined ? undefined : await awaited(sources, buyer);
  const now = nowOf(sources.clock);

  const countedAs = async (db: QuerySources['db'], counting: Counting): Promise<readonly DueRow[]> => {
    const due = dueOf(counting, between, overdue, now);
    if (due === undefined) return [];
    const days = daysAfter(counting, sources);
    const rows = await db
      .selectFrom('deadlines')
      .selectAll()
      .where('counting', '=', counting)
      .where(bounded(due, days))
      .$if(kinds !== DEADLINE_KINDS, (all) => all.where('kind', 'in', kinds))
      .$if(filmId !== undefined, (all) => all.where('film_id', '=', filmId ?? ''))
      .$if(buyerKeys !== undefined, (all) => all.where('buyer_key', 'in', buyerKeys ?? []))
      .$if(after !== undefined, (all) => all.where(beyond(after ?? [], days)))
      .orderBy('counted_from')
      .orderBy('deadline_id')
      .limit(limit + 1)
      .execute();
    return rows.map((row) => ({ ...row, due_at: shifted(row.counted_from, days) }));
  };

  const rows = await sources.db.transaction().execute(async (tx) => {
    const all: DueRow[] = [];
    for (const counting of new Set(kinds.map((kind) => COUNTING[kind]))) all.push(...(await countedAs(tx, counting)));
    return all;
  });
  const inOrder = rows.sort(soonestFirst).slice(0, limit + 1);
  return pageOf(inOrder, limit, query, {
    show: (row) => shown(row, now),
    placeOf: ({ due_at, deadline_id }) => [due_at, deadline_id],
  });
}

const beyond = ([dueAt = '', id = '']: Place, days: number): RawBuilder<boolean> =>
  sql<boolean>`(counted_from, deadline_id) > (${shifted(String(dueAt), -days)}, ${id})`;

const inOrderOf = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const soonestFirst = (a: DueRow, b: DueRow): number =>
  inOrderOf(a.due_at, b.due_at) || inOrderOf(a.deadline_id, b.deadline_id);

const shown = (row: DueRow, now: Bound): DeadlineOnSlate => ({
  film: { filmId: row.film_id, slug: row.film_slug, title: row.film_title },
  kind: row.kind as DeadlineKind,
  dueAt: row.due_at,
  isOverdue: isOverdue(row.counting as Counting, row.due_at, now),
  buyer: row.buyer,
  sentence: row.says,
  eventId: row.event_id,
  offerId: row.offer_id,
  dealId: row.deal_id,
});

/** The keys of a buyer's names. @throws Refused for one of whom nothing is coming, and who never made an offer. */
async function awaited(sources: QuerySources, buyer: string): Promise<readonly string[]> {
  const { keys } = await keysOfBuyer(sources, buyer);
  const known = await sources.db
    .selectFrom('deadlines')
    .select('deadline_id')
    .where('buyer_key', 'in', keys)
    .limit(1)
    .executeTakeFirst();
  return known === undefined ? offering(sources, buyer) : keys;
}
