import type { DisputeOpened } from '../events';
import type { Rule } from './decision';
import { record, refuse } from './decision';

/** Records that parties disagree about who holds what. */
export const openDispute: Rule<Omit<DisputeOpened, 'disputeId'>> = (film, { dealIds, about }, entry) => {
  const unknown = dealIds.find((dealId) => !film.deals.has(dealId));
  return unknown === undefined
    ? record('DisputeOpened', { disputeId: entry.id, dealIds, about })
    : refuse(
        'not-found',
        'deal-not-found',
        `${film.title} has no deal ${unknown}. Its deals are listed with the film.`,
      );
};
