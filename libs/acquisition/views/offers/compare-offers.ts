import type { Comparison, Instant } from '#acquisition/domain';
import { compareOffers, totals } from '#acquisition/domain';
import { seeFilm } from '../film-events';
import type { AskedFilm } from '../film/film.queries';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { AskedReporting, Reporting } from '../rates/reporting';
import { readReporting } from '../rates/reporting';

export interface AskedComparison extends AskedFilm, AskedReporting {
  /** Dead offers, too. Default: those that wait for an answer. */
  readonly all?: boolean;
}

/** The offers of a film side by side, at a moment. */
export interface ComparedOffers extends Comparison {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  /** The moment that conflicts and time left are of. */
  readonly at: Instant;
  /** What sums were brought into one currency by; `null`: each currency is compared apart. */
  readonly reporting: Reporting | null;
}

/** The offers of a film side by side, and who is best on what. */
export class CompareOffersQuery extends Query<ComparedOffers> {
  constructor(readonly asked: AskedComparison) {
    super();
  }
}

/**
 * Compares the offers of a film now, or at a moment on both clocks.
 * @throws Refused for a film that is not there, a moment that cannot be, and rates that there are not.
 */
export async function comparedOffers(
  sources: QuerySources,
  { film: reference, all = false, ...asked }: AskedComparison,
): Promise<ComparedOffers> {
  const { film, at, moment } = await seeFilm(sources, reference, asked);
  const { filmId, slug, title } = film;
  const reported = await readReporting(sources, asked, moment?.knownAt ?? at.instant);
  const compared = compareOffers(film, at, {
    all,
    ...(reported === undefined ? {} : { moneyOf: (amounts) => reported.convert(totals(amounts)) }),
  });
  return { film: { filmId, slug, title }, at: at.instant, reporting: reported?.reporting ?? null, ...compared };
}
