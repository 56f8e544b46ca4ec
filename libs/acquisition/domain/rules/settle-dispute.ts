import type { DisputeSettled } from '../events';
import type { Rule } from './decision';
import { record, refuse } from './decision';

/** Records how a dispute was settled; what that changes in a deal is recorded on the deal. */
export const settleDispute: Rule<DisputeSettled> = (film, { disputeId, outcome }) => {
  const dispute = film.disputes.get(disputeId);
  if (dispute === undefined)
    return refuse('not-found', 'dispute-not-found', `${film.title} has no dispute ${disputeId}.`);
  return dispute.outcome === null
    ? record('DisputeSettled', { disputeId, outcome })
    : refuse('conflict', 'dispute-settled', `This dispute was settled already: ${dispute.outcome}.`);
};
