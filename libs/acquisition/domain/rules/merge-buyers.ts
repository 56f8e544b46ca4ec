import type { BuyerNames } from '../market';
import { buyerKey, standsFor } from '../market';
import { given, refuse, refuseFields } from './decision';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

export interface MergeDetails {
  readonly buyer: string;
  readonly into: string;
  readonly reason?: string;
}

/** Says that two names are of one buyer. A name is given up once, for another one, and never in a circle. */
export const mergeBuyers: MarketRule<BuyerNames, MergeDetails> = (names, { buyer, into, reason }) => {
  const key = buyerKey(buyer);
  if (buyerKey(into) === key)
    return refuseFields([{ field: 'into', message: `is "${buyer}" itself: name another buyer` }]);
  const now = names.get(key)?.into ?? null;
  if (now !== null) {
    const message = `"${buyer}" is merged into "${now}" already: separate them first.`;
    return refuse('conflict', 'buyer-merged', message);
  }
  if (buyerKey(standsFor(names, into)) === key) {
    const message = `"${into}" is merged into "${buyer}" already: separate them first, or merge "${into}" the other way.`;
    return refuse('conflict', 'buyers-in-a-circle', message);
  }
  return recordOnMarket({ type: 'BuyersMerged', data: { buyer, into, ...given({ reason }) } });
};
