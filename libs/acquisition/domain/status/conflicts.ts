import type { Conflict } from '../events';
import type { FilmState } from '../film';
import type { Region, Rights } from '../rights';
import { blocksOf, describe, isEmpty, overlap, regionOf, subtract, union } from '../rights';
import type { Day } from '../time';
import {
  dealStatus,
  days,
  exclusivePart,
  firstRelease,
  heldBackBy,
  heldBy,
  isReserved,
  liveDeals,
  mandateCover,
  regionOfRights,
} from './holdings';
import type { At } from './moment';

/** What asks for the rights: its own reservation and its own deal are not in its way. */
export interface Asking {
  readonly offerId?: string;
  readonly dealId?: string;
  readonly buyer?: string;
  /** The first day of the sale: nothing is sold for the days before it. Default: the day of the moment. */
  readonly from?: Day;
}

/** Two grants clash where they overlap and either is exclusive there. */
const clash = (a: Region, exclusiveA: Region, b: Region, exclusiveB: Region): Region =>
  union(overlap(exclusiveA, b), overlap(a, exclusiveB));

/** The same, but for the days before a sale as well: that it begins with the sale goes without saying. */
function opened(region: Region, from: Day): Region {
  const blocks = blocksOf(region, true).map((block) =>
    block.window.from === from ? { ...block, window: { from: null, to: block.window.to } } : block,
  );
  return regionOf(blocks);
}

/** What one other deal or reservation takes of the rights asked for. */
interface Obstacle {
  readonly kind: 'rights out overlap' | 'reserved' | 'held back';
  readonly other: Omit<Conflict, 'kind' | 'overlap'>;
  readonly takes: Region;
  /** Of that, what is taken exclusively. */
  readonly exclusively: Region;
}

function obstacles(film: FilmState, at: At, asking: Asking): readonly Obstacle[] {
  const found: Obstacle[] = [];
  for (const deal of film.deals.values()) {
    if (deal.dealId === asking.dealId) continue;
    const other = { dealId: deal.dealId, buyer: deal.buyer };
    const holds = heldBy(deal);
    found.push({
      kind: 'rights out overlap',
      other,
      takes: holds,
      exclusively: overlap(holds, exclusivePart(deal.rights)),
    });
    if (deal.buyer === asking.buyer || dealStatus(deal, at.day) === 'ended') continue;
    const heldBack = subtract(heldBackBy(deal, firstRelease(film)), holds);
    found.push({ kind: 'held back', other, takes: heldBack, exclusively: heldBack });
  }
  for (const offer of film.offers.values()) {
    if (offer.offerId === asking.offerId || !isReserved(offer, at)) continue;
    const takes = regionOfRights(offer.rights);
    const other = { offerId: offer.offerId, buyer: offer.buyer };
    found.push({ kind: 'reserved', other, takes, exclusively: overlap(takes, exclusivePart(offer.rights)) });
  }
  return found;
}

/**
 * Everything that stands in the way of selling `rights` at a moment, each with the other deal or offer and the exact
 * overlapping block. Empty when they are free. Pure: the same for a dry run, an offer and an acceptance.
 */
export function conflictsOf(film: FilmState, rights: Rights, at: At, asking: Asking = {}): readonly Conflict[] {
  const from = asking.from ?? at.day;
  const wanted = overlap(regionOfRights(rights), days(from, null));
  const wantedExclusively = overlap(wanted, exclusivePart(rights));
  const conflicts: Conflict[] = [];
  const add = (kind: Conflict['kind'], block: Region, other: Omit<Conflict, 'kind' | 'overlap'> = {}) => {
    if (!isEmpty(block)) conflicts.push({ kind, ...other, overlap: describe(opened(block, from)) });
  };
  const mandate = mandateCover(film, at.day);
  add('no rights in', subtract(wanted, mandate.region));
  add('no exclusive rights in', subtract(overlap(wantedExclusively, mandate.region), mandate.exclusive));
  for (const { kind, other, takes, exclusively } of obstacles(film, at, asking)) {
    add(kind, clash(wanted, wantedExclusively, takes, exclusively), other);
  }
  return conflicts;
}

/** What of `rights` could be sold at a moment without a conflict, whoever else holds what on whatever terms. */
export function freePart(film: FilmState, rights: Rights, at: At, asking: Asking = {}): Region {
  const from = asking.from ?? at.day;
  const wanted = overlap(regionOfRights(rights), days(from, null));
  const covered = overlap(wanted, mandateCover(film, at.day).region);
  return opened(
    obstacles(film, at, asking).reduce((free, { takes }) => subtract(free, takes), covered),
    from,
  );
}

/** The same in the trade's words: "Worldwide - Italy - Latin America, all rights". Empty when nothing is free. */
export function freeInWords(film: FilmState, rights: Rights, at: At, asking: Asking = {}): string {
  const free = freePart(film, rights, at, asking);
  return isEmpty(free) ? '' : describe(free);
}

/** Unresolved words of other deals that might stand for rights asked for: a warning, never a conflict. */
export const mightOverlap = (film: FilmState, at: At, asking: Asking = {}): readonly string[] =>
  liveDeals(film, at.day)
    .filter((deal) => deal.dealId !== asking.dealId)
    .flatMap((deal) => deal.rights.unresolved.map((words) => `${deal.buyer}: ${words}`));

/** Overlaps of live deals that the rules forbid; empty unless a correction or the fold of another order made one. */
export function doubleSales(film: FilmState): readonly Conflict[] {
  const deals = [...film.deals.values()];
  return deals.flatMap((deal, index) =>
    deals.slice(index + 1).flatMap((other): Conflict[] => {
      const [a, b] = [heldBy(deal), heldBy(other)];
      const block = clash(a, overlap(a, exclusivePart(deal.rights)), b, overlap(b, exclusivePart(other.rights)));
      return isEmpty(block)
        ? []
        : [{ kind: 'rights out overlap', dealId: other.dealId, buyer: other.buyer, overlap: describe(block) }];
    }),
  );
}

/** What live deals hold that no mandate covers; empty unless a correction made it so. */
function soldBeyondMandate(film: FilmState, at: At): readonly Conflict[] {
  const { region } = mandateCover(film, at.day);
  return liveDeals(film, at.day).flatMap((deal): Conflict[] => {
    const { dealId, buyer } = deal;
    const beyond = subtract(heldBy(deal), region);
    return isEmpty(beyond) ? [] : [{ kind: 'no rights in', dealId, buyer, overlap: describe(beyond) }];
  });
}

/** What live verbal acceptances reserve although it is not free. */
const reservedInVain = (film: FilmState, at: At): readonly Conflict[] =>
  [...film.offers.values()]
    .filter((offer) => isReserved(offer, at))
    .flatMap(({ offerId, buyer, rights }) => conflictsOf(film, rights, at, { offerId, buyer }));

/** What the rules forbid of a film as a whole; empty unless a correction or the fold of another order made it so. */
export const contradictions = (film: FilmState, at: At): readonly Conflict[] => [
  ...doubleSales(film),
  ...soldBeyondMandate(film, at),
  ...reservedInVain(film, at),
];
