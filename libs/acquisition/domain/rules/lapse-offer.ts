import type { Rule } from './decision';
import { refuse } from './decision';
import type { LapseDetails } from './lapsing';
import { lapseAt } from './lapsing';
import { noSuchOffer } from './live-offer';

/** An offer reached its time without an answer. */
export const lapseOffer: Rule<LapseDetails> = (film, { offerId }, entry) => {
  const offer = film.offers.get(offerId);
  if (offer === undefined) return noSuchOffer(film, offerId);
  return offer.status === 'live' || offer.status === 'countered'
    ? lapseAt(film, offer, offer.expiresAt, entry)
    : refuse('conflict', 'offer-is-dead', `The offer of ${offer.buyer} is ${offer.status}: it lapses no more.`);
};
