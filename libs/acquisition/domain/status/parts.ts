import type { FilmState } from '../film';
import type { Region } from '../rights';
import { EMPTY, isEmpty, overlap, subtract } from '../rights';
import {
  days,
  exclusivePart,
  firstRelease,
  heldBackBy,
  heldBy,
  holdsUnresolved,
  isOpen,
  isReserved,
  liveDeals,
  mandateCover,
  regionOfRights,
} from './holdings';
import type { At } from './moment';

export type CellStatus =
  'not controlled' | 'available' | 'under offer' | 'reserved' | 'committed' | 'licensed' | 'held back' | 'expired';

/** Who made a cell what it is, and by which events. */
export interface Cause {
  readonly buyer?: string;
  readonly dealId?: string;
  readonly offerId?: string;
  /** The events that made it so. */
  readonly eventIds: readonly string[];
}

/** All cells that share one status for one cause. */
export interface StatusPart {
  readonly status: CellStatus;
  readonly region: Region;
  /** Whether it is sold, reserved or asked for exclusively; `null` where nobody holds it. */
  readonly exclusive: boolean | null;
  readonly cause: Cause;
  /** Only of a deal's words that resolved to nothing: the region is empty then. */
  readonly unresolved?: readonly string[];
}

const NO_CAUSE: Cause = { eventIds: [] };

/**
 * The status of every cell of a region from a day on, as disjoint parts that together cover it. Where several things hold
 * of a cell the strongest is shown: licensed, committed, reserved, held back, under offer, available.
 */
export function statusParts(film: FilmState, at: At, within: Region): readonly StatusPart[] {
  const parts: StatusPart[] = [];
  let rest = overlap(within, days(at.day, null));
  const put = (status: CellStatus, region: Region, cause: Cause, exclusive: boolean | null) => {
    const cells = overlap(region, rest);
    if (isEmpty(cells)) return;
    parts.push({ status, region: cells, exclusive, cause });
    rest = subtract(rest, cells);
  };
  const putBoth = (status: CellStatus, region: Region, exclusive: Region, cause: Cause) => {
    put(status, overlap(region, exclusive), cause, true);
    put(status, region, cause, false);
  };

  const deals = liveDeals(film, at.day);
  for (const status of ['licensed', 'committed'] as const) {
    for (const deal of deals) {
      if ((deal.executedOn === null) === (status === 'licensed')) continue;
      const cause = { buyer: deal.buyer, dealId: deal.dealId, eventIds: deal.eventIds };
      putBoth(status, heldBy(deal), exclusivePart(deal.rights), cause);
      if (holdsUnresolved(deal))
        parts.push({ status, region: EMPTY, exclusive: true, cause, unresolved: deal.rights.unresolved });
    }
  }
  const mandate = mandateCover(film, at.day);
  const mandateIds = [...film.mandates.values()].flatMap(({ eventIds }) => eventIds);
  const notNow = subtract(rest, mandate.region);
  put('expired', overlap(notNow, mandate.ended), { eventIds: mandateIds }, null);
  put('not controlled', subtract(notNow, mandate.ended), { eventIds: mandateIds }, null);

  for (const offer of film.offers.values()) {
    if (!isReserved(offer, at)) continue;
    const cause = { buyer: offer.buyer, offerId: offer.offerId, eventIds: offer.eventIds };
    putBoth('reserved', regionOfRights(offer.rights), exclusivePart(offer.rights), cause);
  }
  for (const deal of deals) {
    const cause = { buyer: deal.buyer, dealId: deal.dealId, eventIds: deal.eventIds };
    put('held back', heldBackBy(deal, firstRelease(film)), cause, null);
  }
  for (const offer of film.offers.values()) {
    if (!isOpen(offer, at)) continue;
    const cause = { buyer: offer.buyer, offerId: offer.offerId, eventIds: offer.eventIds };
    putBoth('under offer', regionOfRights(offer.rights), exclusivePart(offer.rights), cause);
  }
  put('available', rest, NO_CAUSE, null);
  return parts;
}
