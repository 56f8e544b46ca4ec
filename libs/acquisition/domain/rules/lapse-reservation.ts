import type { Rule } from './decision';
import { refuse } from './decision';
import type { LapseDetails } from './lapsing';
import { lapseAt } from './lapsing';
import { noSuchOffer } from './live-offer';

/** A verbal yes reached its time without a signed memo: its rights are free again, the offer is dead. */
export const lapseReservation: Rule<LapseDetails> = (film, { offerId }, entry) => {
  const offer = film.offers.get(offerId);
  if (offer === undefined) return noSuchOffer(film, offerId);
  if (offer.status === 'accepted') return lapseAt(film, offer, offer.reservedUntil, entry);
  const message = `The offer of ${offer.buyer} is ${offer.status}: there is no reservation that could lapse.`;
  return refuse('conflict', 'not-reserved', message);
};
