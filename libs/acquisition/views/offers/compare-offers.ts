import { Query } from '@nestjs/cqrs';
import type { Comparison, Instant } from '#acquisition/domain';
import { compareOffers } from '#acquisition/domain';
import { seeFilm } from '../film-events';
import type { AskedFilm } from '../film/film.queries';
import type { QuerySources } from '../query-sources';

export interface AskedComparison extends AskedFilm {
  /** Dead offers, too. Default: those that wait for an answer. */
  readonly all?: boolean;
}

/** The offers of a film side by side, at a moment. */
export interface ComparedOffers extends Comparison {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  /** The moment that conflicts and time left are of. */
  readonly at: Instant;
}

/** The offers of a film side by side, and who is best on what. */
export class CompareOffersQuery extends Query<ComparedOffers> {
  constructor(readonly asked: AskedComparison) {
    super();
  }
}

/**
 * Compares the offers of a film now, or at a moment on both clocks.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function comparedOffers(
  sources: QuerySources,
  { film: reference, all = false, ...asked }: AskedComparison,
): Promise<ComparedOffers> {
  const { film, at } = await seeFilm(sources, reference, asked);
  const { filmId, slug, title } = film;
  return { film: { filmId, slug, title }, at: at.instant, ...compareOffers(film, at, { all }) };
}
