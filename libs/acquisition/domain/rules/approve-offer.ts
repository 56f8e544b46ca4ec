import type { OfferApproved } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';
import { withLiveOffer } from './live-offer';

/** Approves the terms on the table, so that they may be accepted below take. Dies when the terms change. */
export const approveOffer: Rule<OfferApproved> = (film, { offerId, reason }, entry) =>
  withLiveOffer(film, offerId, entry, () => record('OfferApproved', { offerId, ...given({ reason }) }));
