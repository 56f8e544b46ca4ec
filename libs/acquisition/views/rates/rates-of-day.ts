import type { Day, Instant, RateSet } from '#acquisition/domain';
import { refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { QuerySources } from '../query-sources';

/** @throws Refused: there are no rates of a day; the nearest days that have some are named. */
export async function refuseNoRates(
  { db }: Pick<QuerySources, 'db'>,
  day: Day,
  knownAt: Instant = '9999-12-31T23:59:59.999Z',
): Promise<never> {
  const known = db.selectFrom('rate_sets').where('recorded_at', '<=', knownAt);
  const [before, after] = await Promise.all([
    known
      .select(({ fn }) => fn.max<string | null>('rates_on').as('on'))
      .where('rates_on', '<', day)
      .executeTakeFirst(),
    known
      .select(({ fn }) => fn.min<string | null>('rates_on').as('on'))
      .where('rates_on', '>', day)
      .executeTakeFirst(),
  ]);
  const nearest = [before?.on, after?.on].filter((on) => typeof on === 'string');
  const hint =
    nearest.length === 0
      ? 'No rates are recorded at all: set some first.'
      : `The nearest days that have some: ${nearest.join(' and ')}.`;
  throw new Refused(
    refuse('not-found', 'rates-not-found', `There are no rates of ${day}. ${hint}`, {
      problems: [{ field: 'ratesOn', message: 'has no rates', nearest }],
    }),
  );
}

/**
 * The rates of a day that had been recorded by `knownAt`; of several sets the one that was recorded last.
 * @throws Refused when there are none.
 */
export async function ratesOfDay(sources: Pick<QuerySources, 'db'>, day: Day, knownAt: Instant): Promise<RateSet> {
  const row = await sources.db
    .selectFrom('rate_sets')
    .select(['rates_on', 'published_by', 'base', 'rates'])
    .where('rates_on', '=', day)
    .where('recorded_at', '<=', knownAt)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return refuseNoRates(sources, day, knownAt);
  const { rates_on: ratesOn, published_by: publishedBy, base } = row;
  return { ratesOn, publishedBy, base, rates: JSON.parse(row.rates) as RateSet['rates'] };
}
