import type { ReservationReleased } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';

/** Gives up a verbal yes before its time. */
export const releaseReservation: Rule<ReservationReleased> = (film, { offerId, reason }) => {
  const offer = film.offers.get(offerId);
  if (offer === undefined) return refuse('not-found', 'offer-not-found', `${film.title} has no offer ${offerId}.`);
  return offer.status === 'accepted'
    ? record('ReservationReleased', { offerId, ...given({ reason }) })
    : refuse(
        'conflict',
        'not-reserved',
        `The offer of ${offer.buyer} is ${offer.status}: there is no reservation to release.`,
      );
};
