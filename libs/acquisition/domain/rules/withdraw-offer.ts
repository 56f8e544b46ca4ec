import type { OfferWithdrawn } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';
import { withLiveOffer } from './live-offer';

/** The buyer takes its offer back. */
export const withdrawOffer: Rule<OfferWithdrawn> = (film, { offerId, reason }, entry) =>
  withLiveOffer(film, offerId, entry, () => record('OfferWithdrawn', { offerId, ...given({ reason }) }));
