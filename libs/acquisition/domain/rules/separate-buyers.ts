import type { BuyerNames } from '../market';
import { buyerKey } from '../market';
import { given, refuse } from './decision';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

export interface SeparationDetails {
  readonly buyer: string;
  readonly reason?: string;
}

/** Says that a name was merged by mistake: it stands for itself again. */
export const separateBuyers: MarketRule<BuyerNames, SeparationDetails> = (names, { buyer, reason }) => {
  const merge = names.get(buyerKey(buyer));
  return merge === undefined || merge.into === null
    ? refuse('conflict', 'buyer-not-merged', `"${buyer}" is merged into no other buyer: there is nothing to separate.`)
    : recordOnMarket({
        type: 'BuyersSeparated',
        data: { buyer: merge.buyer, from: merge.into, ...given({ reason }) },
      });
};
