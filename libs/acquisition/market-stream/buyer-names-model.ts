import type { StreamModel } from '#event-store';
import type { BuyerNames } from '#acquisition/domain';
import { NO_MERGES, evolveBuyerNames } from '#acquisition/domain';
import { BUYERS } from '#acquisition/film-stream';
import { toMarketEvent } from './codec';

/** All merges lie in one stream: that none closes a circle can only be decided on all of them. */
export const BUYERS_STREAM = `${BUYERS}-names`;

export const buyerNamesModel: StreamModel<BuyerNames> = {
  initial: () => NO_MERGES,
  fold: (names, events) => evolveBuyerNames(names, events.map(toMarketEvent)),
};
