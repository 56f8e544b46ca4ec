import type { Conflict } from '../events';
import type { FilmState } from '../film';
import type { Region, Rights } from '../rights';
import { EMPTY, describe, isEmpty, overlap, subtract, union } from '../rights';
import {
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
}

/** Two grants clash where they overlap and either is exclusive there. */
const clash = (a: Region, exclusiveA: Region, b: Region, exclusiveB: Region): Region =>
  union(overlap(exclusiveA, b), overlap(a, exclusiveB));

/**
 * Everything that stands in the way of selling `rights` at a moment, each with the other deal or offer and the exact
 * overlapping block. Empty when they are free. Pure: the same for a dry run, an offer and an acceptance.
 */
export function conflictsOf(film: FilmState, rights: Rights, at: At, asking: Asking = {}): readonly Conflict[] {
  const wanted = regionOfRights(rights);
  const wantedExclusively = overlap(wanted, exclusivePart(rights));
  const conflicts: Conflict[] = [];
  const add = (kind: Conflict['kind'], block: Region, other: Omit<Conflict, 'kind' | 'overlap'> = {}) => {
    if (!isEmpty(block)) conflicts.push({ kind, ...other, overlap: describe(block) });
  };

  const mandate = mandateCover(film, at.day);
  const lasting = overlap(wanted, days(at.day, null));
  add('no rights in', subtract(lasting, mandate.region));
  add('no exclusive rights in', subtract(overlap(wantedExclusively, mandate.region), mandate.exclusive));

  for (const deal of liveDeals(film, at.day)) {
    if (deal.dealId === asking.dealId) continue;
    const other = { dealId: deal.dealId, buyer: deal.buyer };
    const holds = heldBy(deal);
    const holdsExclusively = overlap(holds, exclusivePart(deal.rights));
    add('rights out overlap', clash(wanted, wantedExclusively, holds, holdsExclusively), other);
    if (deal.buyer !== asking.buyer) {
      const heldBack = overlap(heldBackBy(deal, firstRelease(film)), days(at.day, null));
      add('held back', subtract(overlap(wanted, heldBack), holds), other);
    }
  }
  for (const offer of film.offers.values()) {
    if (offer.offerId === asking.offerId || !isReserved(offer, at)) continue;
    const reserved = regionOfRights(offer.rights);
    const reservedExclusively = overlap(reserved, exclusivePart(offer.rights));
    add('reserved', clash(wanted, wantedExclusively, reserved, reservedExclusively), {
      offerId: offer.offerId,
      buyer: offer.buyer,
    });
  }
  return conflicts;
}

/** What of `rights` could be sold at a moment without a conflict. */
export function freePart(film: FilmState, rights: Rights, at: At, asking: Asking = {}): Region {
  const wanted = regionOfRights(rights);
  const mandate = mandateCover(film, at.day);
  let taken = EMPTY;
  for (const deal of liveDeals(film, at.day)) {
    if (deal.dealId === asking.dealId) continue;
    taken = union(taken, heldBy(deal));
    if (deal.buyer !== asking.buyer)
      taken = union(taken, overlap(heldBackBy(deal, firstRelease(film)), days(at.day, null)));
  }
  for (const offer of film.offers.values()) {
    if (offer.offerId !== asking.offerId && isReserved(offer, at)) taken = union(taken, regionOfRights(offer.rights));
  }
  return subtract(overlap(wanted, mandate.region), taken);
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
