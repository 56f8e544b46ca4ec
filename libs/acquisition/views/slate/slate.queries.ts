import { sql } from 'kysely';
import type { Figures } from '#acquisition/domain';
import { nowOf, ofMoment, readMoment } from '../asked-moment';
import type { AskedMoment, OfMoment, ReadMoment } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { AskedReporting, Reporting } from '../rates/reporting';
import { readReporting } from '../rates/reporting';
import type { FilmOnSlate } from './film-on-slate';
import { filmOnSlate } from './film-on-slate';
import { isOver, rowsForNow } from './rows-for-now';
import { rowsFromLog } from './slate-from-log';
import type { SlateFilter } from './slate-filter';
import { passes, passesInSql } from './slate-filter';
import type { SlateSort } from './slate-order';
import { ORDERS, comparePlaces } from './slate-order';
import type { SlateRow } from './slate-row';
import type { SlateSummary } from './slate-summary';
import { NO_FIGURES, countOf, summaryOf } from './slate-summary';
import { isHistoryWhole, slateAt, slatePageAt } from '../status-history/status-history.queries';

export interface AskedSlate extends AskedMoment, SlateFilter {
  /** Default: title. */
  readonly sort?: SlateSort;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** What of the sources the slate is read from. */
export type SlateSources = Pick<QuerySources, 'store' | 'db' | 'clock' | 'films' | 'pageLimit'>;

/** Where every film stands, page by page. */
export class SlateQuery extends Query<Page<FilmOnSlate> & OfMoment> {
  constructor(readonly asked: AskedSlate = {}) {
    super();
  }
}

/** The slate in figures; and its money in one currency as well, where that is asked for. */
export interface ReportedSummary extends SlateSummary, OfMoment {
  /** Each kind by itself, still; `null` when it is not asked for. */
  readonly reported: (Reporting & { readonly figures: Figures }) | null;
}

/** The slate in figures. */
export class SlateSummaryQuery extends Query<ReportedSummary> {
  constructor(readonly asked: AskedMoment & AskedReporting = {}) {
    super();
  }
}

/**
 * Films of the slate now, or at a moment on both clocks.
 * @throws Refused for a moment, a limit or a cursor that cannot be.
 */
export async function slate(sources: SlateSources, asked: AskedSlate): Promise<Page<FilmOnSlate> & OfMoment> {
  const { sort = 'title', descending = false, limit: wanted, cursor, ...filter } = asked;
  const query = { ...filter, sort, descending };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const moment = readMoment(asked, sources.clock);
  const order = ORDERS[sort];
  const inOrder = (rows: readonly SlateRow[]): SlateRow[] => {
    const way = descending ? -1 : 1;
    const isAfter = (row: SlateRow) => after === undefined || way * comparePlaces(order.of(row), after) > 0;
    return rows
      .filter(passes(filter))
      .filter(isAfter)
      .sort((a, b) => way * comparePlaces(order.of(a), order.of(b)));
  };
  const page = (rows: readonly SlateRow[]) => ({
    ...pageOf(rows, limit, query, { show: filmOnSlate, placeOf: order.of }),
    ...ofMoment(moment),
  });
  // Whatever time does to a film, its title and so its place stay.
  const isByTitle = sort === 'title' && filter.phases === undefined && filter.search === undefined;
  if (moment !== undefined) {
    const titles = { ...(after === undefined ? {} : { after }), descending, limit: limit + 1 };
    return page(
      isByTitle && (await isHistoryWhole(sources))
        ? await slatePageAt(sources, moment, titles)
        : inOrder(await slateThen(sources, moment)),
    );
  }

  const at = nowOf(sources.clock);
  const firstRows = (db: Pick<SlateSources['db'], 'selectFrom'>) =>
    db
      .selectFrom('slate')
      .selectAll()
      .$if(after !== undefined, (films) => films.where(beyond(order.columns, after ?? [], descending)))
      .orderBy(sql.join(order.columns.map((column) => (descending ? sql`${column} desc` : column))))
      .limit(limit + 1);
  if (isByTitle) {
    const rows = await firstRows(sources.db).execute();
    const passed = rows.filter((row) => isOver(row, at));
    if (passed.length === 0) return page(rows);
    const fresh = new Map((await rowsForNow(sources, passed, at)).map((row) => [row.film_id, row]));
    return page(rows.map((row) => fresh.get(row.film_id) ?? row));
  }
  const { passed, rows } = await sources.db.transaction().execute(async (tx) => ({
    passed: await tx.selectFrom('slate').selectAll().where('holds_until', '<=', at.instant).execute(),
    rows: await firstRows(tx)
      .where((eb) => eb.or([eb('holds_until', 'is', null), eb('holds_until', '>', at.instant)]))
      .where(passesInSql(filter))
      .execute(),
  }));
  if (passed.length === 0) return page(rows);
  return page(inOrder([...rows, ...(await rowsForNow(sources, passed, at))]));
}

/** While the view that knows every moment is being built for the first time, the events themselves are read. */
const slateThen = async (sources: SlateSources, moment: ReadMoment): Promise<readonly SlateRow[]> =>
  (await isHistoryWhole(sources)) ? slateAt(sources, moment) : rowsFromLog(sources, moment);

const beyond = (columns: (typeof ORDERS)[SlateSort]['columns'], after: Place, descending: boolean) =>
  sql<boolean>`(${sql.join(columns)}) ${sql.raw(descending ? '<' : '>')} (${sql.join(after)})`;

/**
 * How many films are in which phase, and what is offered, reserved and committed on all of them.
 * @throws Refused for a moment that cannot be, and for rates that there are not.
 */
export async function slateSummary(
  sources: QuerySources,
  asked: AskedMoment & AskedReporting,
): Promise<ReportedSummary> {
  const moment = readMoment(asked, sources.clock);
  const reported = await readReporting(sources, asked, moment?.knownAt ?? sources.clock.now());
  const summary = moment === undefined ? await summaryOfNow(sources) : summaryOfRows(await slateThen(sources, moment));
  if (reported === undefined) return { ...summary, reported: null, ...ofMoment(moment) };
  const { offered, reserved, committed } = summary.figures;
  const { convert, reporting } = reported;
  const figures = { offered: convert(offered), reserved: convert(reserved), committed: convert(committed) };
  return { ...summary, reported: { ...reporting, figures }, ...ofMoment(moment) };
}

async function summaryOfNow(sources: QuerySources): Promise<SlateSummary> {
  const at = nowOf(sources.clock);
  const { passed, counts, money } = await sources.db.transaction().execute(async (tx) => {
    const lasting = tx
      .selectFrom('slate')
      .where((eb) => eb.or([eb('holds_until', 'is', null), eb('holds_until', '>', at.instant)]));
    return {
      passed: await tx.selectFrom('slate').selectAll().where('holds_until', '<=', at.instant).execute(),
      counts: await lasting
        .select(({ fn }) => [
          'phase',
          fn.countAll<number>().as('films'),
          fn.sum<number>('live_offers').as('live_offers'),
          fn.sum<number>('reservations').as('reservations'),
          fn.sum<number>('live_deals').as('live_deals'),
        ])
        .groupBy('phase')
        .execute(),
      money: await lasting.select('figures').where('figures', '<>', NO_FIGURES).execute(),
    };
  });
  const fresh = await rowsForNow(sources, passed, at);
  return summaryOf(
    [...counts, ...fresh.map(countOf)],
    [...money, ...fresh].map(({ figures }) => figures),
  );
}

const summaryOfRows = (rows: readonly SlateRow[]): SlateSummary =>
  summaryOf(
    rows.map(countOf),
    rows.map(({ figures }) => figures),
  );
