import { sql } from 'kysely';
import type { Offer, OfferStatus, Total } from '#acquisition/domain';
import { isOpen, isReserved } from '#acquisition/domain';
import type { AskedMoment, OfMoment } from '../asked-moment';
import { nowOf } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { BUYERS_LOOKED_AT, keysOfBuyer, refuseUnknownBuyer } from '../buyers/buyer-named';
import { filmsAsked } from '../buyers/films-of-buyer';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { answerThen } from '../then/answer-then';
import type { CheckedOffer, OfferToCheck } from './check-offer';
import { checkOffer } from './check-offer';

export interface AskedOffers extends AskedMoment {
  /** Slug or id. */
  readonly film?: string;
  /** By any of its names; capitals do not matter. */
  readonly buyer?: string;
  readonly statuses?: readonly OfferStatus[];
  readonly limit?: number;
  readonly cursor?: string;
}

/** An offer and the film it is for. */
export interface OfferOnSlate extends Offer {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly headline: readonly Total[];
  /** Waits for an answer at the moment asked for. */
  readonly isOpen: boolean;
  /** Reserves its rights then. */
  readonly isReserved: boolean;
}

/** Offers on any film, the latest first. */
export class OffersQuery extends Query<Page<OfferOnSlate> & OfMoment> {
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

/** The keys of a buyer's names. @throws Refused when none of them has made an offer. */
export async function offering(sources: QuerySources, buyer: string): Promise<readonly string[]> {
  const { keys } = await keysOfBuyer(sources, buyer);
  const { db } = sources;
  const known = await db
    .selectFrom('offers')
    .select('offer_id')
    .where('buyer_key', 'in', keys)
    .limit(1)
    .executeTakeFirst();
  if (known !== undefined) return keys;
  const names = await db.selectFrom('offers').select('buyer').distinct().limit(BUYERS_LOOKED_AT).execute();
  return refuseUnknownBuyer(
    buyer,
    names.map((row) => row.buyer),
    'has made an offer',
  );
}

/**
 * Offers on any film, filtered, the latest first; now, or at a moment on both clocks.
 * @throws Refused for a film or buyer that is not there, and for a moment, a limit or a cursor that cannot be.
 */
export async function offers(sources: QuerySources, asked: AskedOffers): Promise<Page<OfferOnSlate> & OfMoment> {
  const { limit: wanted, cursor, ...query } = asked;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const filmId = query.film === undefined ? undefined : (await seeFilm(sources, query.film, asked)).film.filmId;
  return answerThen(
    sources,
    asked,
    async (moment) => ({
      views: ['offers'],
      buyerNames: query.buyer !== undefined,
      ...(await filmsAsked(sources, moment, filmId, query.buyer)),
    }),
    (then) => offersAtOnce(then, query, { filmId, limit, after }),
  );
}

interface OfferPage {
  readonly filmId: string | undefined;
  readonly limit: number;
  readonly after: Place | undefined;
}

async function offersAtOnce(
  sources: QuerySources,
  query: Omit<AskedOffers, 'limit' | 'cursor'>,
  { filmId, limit, after }: OfferPage,
): Promise<Page<OfferOnSlate>> {
  const { buyer, statuses } = query;
  const buyerKeys = buyer === undefined ? undefined : await offering(sources, buyer);
  const rows = await sources.db
    .selectFrom('offers')
    .select(['offer_id', 'film_id', 'film_slug', 'film_title', 'made_on', 'headline', 'offer'])
    .$if(filmId !== undefined, (all) => all.where('film_id', '=', filmId ?? ''))
    .$if(buyerKeys !== undefined, (all) => all.where('buyer_key', 'in', buyerKeys ?? []))
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
