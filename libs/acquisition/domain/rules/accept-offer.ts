import type { Instant } from '../time';
import { requestIfBelowTake } from './below-take';
import { refuseIfNotFree } from './check-offer';
import type { Rule } from './decision';
import { given, record, refuse, refuseFields, saleDay } from './decision';
import { notAfter, withLiveOffer } from './live-offer';
import { overrideOf, refuseIfMayBeSold } from './may-be-sold';

export interface AcceptanceDetails {
  readonly offerId: string;
  /** When the reservation lapses by itself. */
  readonly reservedUntil?: Instant;
  /** Why this offer won. */
  readonly reason?: string;
  /** Why it is right to sell what unresolved words of other deals may stand for. */
  readonly override?: string;
}

/** A verbal yes to the terms on the table: reserves the rights, if they are free and the price may be accepted. */
export const acceptOffer: Rule<AcceptanceDetails> = (film, { offerId, reservedUntil, reason, override }, entry) =>
  withLiveOffer(film, offerId, entry, (offer) => {
    if (film.withdrawn !== null)
      return refuse('conflict', 'film-withdrawn', `${film.title} is not for sale: it is withdrawn.`);
    if (notAfter(entry, reservedUntil)) {
      return refuseFields([{ field: 'reservedUntil', message: 'must be after the acceptance' }]);
    }
    const asking = { offerId, buyer: offer.buyer, from: saleDay(entry) };
    return (
      refuseIfNotFree(film, offer.rights, entry.now, asking) ??
      refuseIfMayBeSold(film, offer.rights, entry, asking, override) ??
      requestIfBelowTake(film, offer, offer, 'acceptance', entry) ??
      record('OfferAccepted', {
        offerId,
        reservedUntil: reservedUntil ?? null,
        ...given({ reason, override: overrideOf(film, offer.rights, entry, asking, override) }),
      })
    );
  });
