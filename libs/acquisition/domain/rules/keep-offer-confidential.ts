import type { OfferKeptConfidential } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';

/** Keeps an offer confidential, whatever becomes of it: from then on it is recorded who is shown it. */
export const keepOfferConfidential: Rule<OfferKeptConfidential> = (film, { offerId, reason }) => {
  const offer = film.offers.get(offerId);
  if (offer === undefined) return refuse('not-found', 'offer-not-found', `${film.title} has no offer ${offerId}.`);
  return offer.isConfidential === true
    ? refuse('conflict', 'already-confidential', `The offer of ${offer.buyer} is confidential already.`)
    : record('OfferKeptConfidential', { offerId, ...given({ reason }) });
};
