import { sql } from 'kysely';
import type { RateSet } from '#acquisition/domain';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { refuseNoRates } from './rates-of-day';
import type { RateTables } from './rates.view';

export interface AskedRates {
  /** One day. Default: all of them. */
  readonly day?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A set of rates that holds. */
export interface RateSetShown extends RateSet {
  readonly recordedAt: string;
  readonly eventId: string;
}

/** Rates of exchange, the latest day first. */
export class RatesQuery extends Query<Page<RateSetShown>> {
  constructor(readonly asked: AskedRates = {}) {
    super();
  }
}

export const setOf = (row: RateTables['rate_sets']): RateSetShown => ({
  ratesOn: row.rates_on,
  publishedBy: row.published_by,
  base: row.base,
  rates: JSON.parse(row.rates) as RateSet['rates'],
  recordedAt: row.recorded_at,
  eventId: row.event_id,
});

/**
 * Sets of rates that hold, the latest day first; of sets that replace each other the last one.
 * @throws Refused for a day that has none, with the nearest ones, and for a limit or a cursor that cannot be.
 */
export async function rates(sources: QuerySources, asked: AskedRates): Promise<Page<RateSetShown>> {
  const { limit: wanted, cursor, day } = asked;
  const query = { day };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const rows = await sources.db
    .selectFrom('rate_sets')
    .selectAll()
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('rate_sets as later')
            .select('later.position')
            .whereRef('later.rates_on', '=', 'rate_sets.rates_on')
            .whereRef('later.set_key', '=', 'rate_sets.set_key')
            .whereRef('later.position', '>', 'rate_sets.position'),
        ),
      ),
    )
    .$if(day !== undefined, (all) => all.where('rates_on', '=', day ?? ''))
    .$if(after !== undefined, (all) =>
      all.where(sql<boolean>`(rates_on, position) < (${sql.join([...(after ?? [])])})`),
    )
    .orderBy('rates_on', 'desc')
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute();
  if (rows.length === 0 && day !== undefined && after === undefined) return refuseNoRates(sources, day);
  return pageOf(rows, limit, query, { show: setOf, placeOf: (row) => [row.rates_on, row.position] });
}
