import type { OfferApproved } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';
import { withLiveOffer } from './live-offer';

/** Approves the terms on the table, so that they may be accepted below take. Dies when the terms change. */
export const approveOffer: Rule<OfferApproved> = (film, { offerId, reason }, entry) =>
  withLiveOffer(film, offerId, entry, (offer) => {
    const { user, role } = entry.actor;
    if (role !== 'executive') {
      const message = `A ${role} cannot approve terms: an executive has to.`;
      return refuse('forbidden', 'not-allowed', message);
    }
    const rung = offer.ladder.at(-1)?.eventId;
    return offer.approvalRequest?.by === user && offer.approvalRequest.rung === rung
      ? refuse('conflict', 'own-request', `${user} asked for this approval: somebody else has to give it.`)
      : record('OfferApproved', { offerId, ...given({ rung, reason }) });
  });
