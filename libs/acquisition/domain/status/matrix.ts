import type { Deal, FilmState } from '../film';
import type { CountryCode, LanguageCode, Medium, Region, Window } from '../rights';
import { EVERYTHING, blocksOf, describeMedia, describeTerritories, overlap, subtract } from '../rights';
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

/** Cells of the matrix (territory × media × window) that share one status for one cause. Blocks do not overlap. */
export interface StatusBlock {
  readonly status: CellStatus;
  /** In the trade's words; the source's own words where they are unresolved. */
  readonly territories: string;
  readonly media: string;
  readonly countries: readonly CountryCode[];
  readonly mediaList: readonly Medium[];
  readonly window: Window;
  readonly languages: readonly LanguageCode[] | null;
  /** Only when the languages are all but these. */
  readonly exceptLanguages?: readonly LanguageCode[];
  /** Whether it is sold, reserved or asked for exclusively; `null` where nobody holds it. */
  readonly exclusive: boolean | null;
  readonly buyer?: string;
  readonly dealId?: string;
  readonly offerId?: string;
  /** The events that made it so. */
  readonly eventIds: readonly string[];
  /** True when the words resolved to no territory: shown, never counted. */
  readonly isUnresolved: boolean;
}

type Cause = Pick<StatusBlock, 'buyer' | 'dealId' | 'offerId' | 'eventIds'>;

const NO_CAUSE: Cause = { eventIds: [] };

function unresolvedBlock(deal: Deal): StatusBlock {
  return {
    status: deal.executedOn === null ? 'committed' : 'licensed',
    territories: deal.rights.unresolved.join(', '),
    media: '',
    countries: [],
    mediaList: [],
    window: { from: null, to: null },
    languages: null,
    exclusive: true,
    buyer: deal.buyer,
    dealId: deal.dealId,
    eventIds: deal.eventIds,
    isUnresolved: true,
  };
}

/**
 * The status of every cell from a day on, as disjoint blocks that together cover all territories, all media, always.
 * Where several things hold of a cell the strongest is shown: licensed, committed, reserved, held back, under offer, available.
 */
export function statusMatrix(film: FilmState, at: At): readonly StatusBlock[] {
  const blocks: StatusBlock[] = [];
  let rest = overlap(EVERYTHING, days(at.day, null));
  const put = (status: CellStatus, region: Region, cause: Cause, exclusive: boolean | null) => {
    for (const block of blocksOf(overlap(region, rest), exclusive ?? false)) {
      blocks.push({
        status,
        territories: describeTerritories(block.territories),
        media: describeMedia(block.media),
        countries: block.territories,
        mediaList: block.media,
        window: block.window,
        languages: block.languages,
        ...(block.exceptLanguages === undefined ? {} : { exceptLanguages: block.exceptLanguages }),
        exclusive,
        ...cause,
        isUnresolved: false,
      });
    }
    rest = subtract(rest, region);
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
      if (holdsUnresolved(deal)) blocks.push(unresolvedBlock(deal));
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
  return blocks;
}
