import { Query } from '@nestjs/cqrs';
import { sql } from 'kysely';
import type { Offer, OfferStatus, Total } from '#acquisition/domain';
import { isOpen, isReserved, nearestNames, proposals, refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import { nowOf } from '../asked-moment';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { findFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { CheckedOffer, OfferToCheck } from './check-offer';
import { checkOffer } from './check-offer';
import { buyerKey } from './offers.view';

export interface AskedOffers {
  /** Slug or id. */
  readonly film?: string;
  /** By its name; capitals do not matter. */
  readonly buyer?: string;
  readonly statuses?: readonly OfferStatus[];
  readonly limit?: number;
  readonly cursor?: string;
}

/** An offer and the film it is for. */
export interface OfferOnSlate extends Offer {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly headline: readonly Total[];
  /** Waits for an answer now. */
  readonly isOpen: boolean;
  /** Reserves its rights now. */
  readonly isReserved: boolean;
}

/** Offers on any film, the latest first. */
export class OffersQuery extends Query<Page<OfferOnSlate>> {
  constructor(readonly asked: AskedOffers = {}) {
    super();
  }
}

/** What would become of an offer if it were recorded now. Records nothing. */
export class CheckOfferQuery extends Query<CheckedOffer> {
  constructor(readonly asked: OfferToCheck) {
    super();
  }
}

/** Names of buyers that are looked through for one that was misspelled. */
const BUYERS_LOOKED_AT = 2_000;

/** @throws Refused for a buyer that has made no offer, with the nearest names. */
export async function refuseUnknownBuyer({ db }: QuerySources, buyer: string): Promise<void> {
  const known = await db
    .selectFrom('offers')
    .select('offer_id')
    .where('buyer_key', '=', buyerKey(buyer))
    .limit(1)
    .executeTakeFirst();
  if (known !== undefined) return;
  const names = await db.selectFrom('offers').select('buyer').distinct().limit(BUYERS_LOOKED_AT).execute();
  const nearest = nearestNames(buyer, proposals(names.map((row) => row.buyer)));
  const meant = nearest.length === 0 ? '' : ` Did you mean ${nearest.map((name) => `"${name}"`).join(' or ')}?`;
  throw new Refused(
    refuse('not-found', 'buyer-not-found', `No buyer called "${buyer}" has made an offer.${meant}`, {
      problems: [{ field: 'buyer', message: 'has made no offer', nearest }],
    }),
  );
}

/**
 * Offers on any film, filtered, the latest first.
 * @throws Refused for a film or buyer that is not there, and for a limit or cursor that cannot be.
 */
export async function offers(sources: QuerySources, asked: AskedOffers): Promise<Page<OfferOnSlate>> {
  const { limit: wanted, cursor, ...query } = asked;
  const { film, buyer, statuses } = query;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const filmId = film === undefined ? undefined : await findFilm(sources, film);
  if (buyer !== undefined) await refuseUnknownBuyer(sources, buyer);
  const rows = await sources.db
    .selectFrom('offers')
    .select(['offer_id', 'film_id', 'film_slug', 'film_title', 'made_on', 'headline', 'offer'])
    .$if(filmId !== undefined, (all) => all.where('film_id', '=', filmId ?? ''))
    .$if(buyer !== undefined, (all) => all.where('buyer_key', '=', buyerKey(buyer ?? '')))
    .$if(statuses !== undefined, (all) => all.where('status', 'in', statuses ?? []))
    .$if(after !== undefined, (all) => all.where(sql<boolean>`(made_on, offer_id) < (${sql.join(after ?? [])})`))
    .orderBy('made_on', 'desc')
    .orderBy('offer_id', 'desc')
    .limit(limit + 1)
    .execute();
  const at = nowOf(sources.clock);
  return pageOf(rows, limit, query, {
    show: (row) => {
      const offer = JSON.parse(row.offer) as Offer;
      return {
        ...offer,
        film: { filmId: row.film_id, slug: row.film_slug, title: row.film_title },
        headline: JSON.parse(row.headline) as Total[],
        isOpen: isOpen(offer, at),
        isReserved: isReserved(offer, at),
      };
    },
    placeOf: (row) => [row.made_on, row.offer_id],
  });
}

export { checkOffer };
