import type { OfferDeclined } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';
import { withLiveOffer } from './live-offer';

/** The seller says no. */
export const declineOffer: Rule<OfferDeclined> = (film, { offerId, reason }, entry) =>
  withLiveOffer(film, offerId, entry, () => record('OfferDeclined', { offerId, ...given({ reason }) }));
