import type { DeliveryAccepted } from '../events';
import type { Rule } from './decision';
import { record, refuse } from './decision';
import { withLiveDeal } from './live-deal';

/** The buyer accepts the delivered materials. */
export const acceptDelivery: Rule<DeliveryAccepted> = (film, { dealId }, entry) =>
  withLiveDeal(film, dealId, entry, (deal) =>
    deal.deliveredOn === null
      ? record('DeliveryAccepted', { dealId })
      : refuse('conflict', 'delivery-accepted', `${deal.buyer} accepted delivery on ${deal.deliveredOn} already.`),
  );
