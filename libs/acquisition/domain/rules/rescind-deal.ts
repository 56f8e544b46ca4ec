import type { Rule } from './decision';
import { given, record } from './decision';
import type { PartOfDeal } from './revert-rights';
import { withPartOfDeal } from './revert-rights';

/** Undoes a deal, or a part of it, as if it had not been made. */
export const rescindDeal: Rule<PartOfDeal> = (film, details, entry) =>
  withPartOfDeal(film, details, entry, (rights) =>
    record('DealRescinded', { dealId: details.dealId, ...given({ rights, reason: details.reason }) }),
  );
