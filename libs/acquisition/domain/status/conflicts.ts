import type { Conflict } from '../events';
import type { FilmState } from '../film';
import type { Region, Rights } from '../rights';
import { describe, isEmpty, overlap, subtract, union } from '../rights';
import type { Day } from '../time';
import { ahead, exclusivePart, heldBy, isReserved, liveDeals, mandateCover, opened } from './holdings';
import type { At } from './moment';
import type { Obstacle } from './obstacles';
import { lasts, obstaclesOf, unresolvedWords } from './obstacles';

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

/** What others take at a moment: one's own reservation and deal, and one's own holdbacks, are not in the way. */
const obstacles = (film: FilmState, at: At, asking: Asking): readonly Obstacle[] =>
  obstaclesOf(film).filter((obstacle) => {
    const { kind, other } = obstacle;
    const isOwn =
      (other.dealId !== undefined && other.dealId === asking.dealId) ||
      (other.offerId !== undefined && other.offerId === asking.offerId) ||
      (kind === 'held back' && other.buyer === asking.buyer);
    return !isOwn && lasts(obstacle, at);
  });

/**
 * Everything that stands in the way of selling `rights` at a moment, each with the other deal or offer and the exact
 * overlapping block. Empty when they are free. Pure: the same for a dry run, an offer and an acceptance.
 */
export function conflictsOf(film: FilmState, rights: Rights, at: At, asking: Asking = {}): readonly Conflict[] {
  const from = asking.from ?? at.day;
  const wanted = ahead(rights, from);
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
  const wanted = ahead(rights, from);
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
  unresolvedWords(film)
    .filter((unresolved) => unresolved.dealId !== asking.dealId && lasts(unresolved, at))
    .map(({ buyer, words }) => `${buyer}: ${words}`);

/**
 * Overlaps of live deals that the rules forbid; empty unless a correction or the fold of another order made one. Of two deals
 * the later one is named, unless that is `own`.
 */
export function doubleSales(film: FilmState, own?: string): readonly Contradiction[] {
  const deals = [...film.deals.values()];
  return deals.flatMap((deal, index) =>
    deals.slice(index + 1).flatMap((other): Contradiction[] => {
      const [a, b] = [heldBy(deal), heldBy(other)];
      const block = clash(a, overlap(a, exclusivePart(deal.rights)), b, overlap(b, exclusivePart(other.rights)));
      const { dealId, buyer } = other.dealId === own ? deal : other;
      if (isEmpty(block)) return [];
      const overlapping = describe(block);
      const key = [deal.dealId, other.dealId, overlapping].join(' ');
      return [{ key, conflict: { kind: 'rights out overlap', dealId, buyer, overlap: overlapping } }];
    }),
  );
}

/** A conflict within what is recorded, and what tells it from any other, whoever is named in it. */
export interface Contradiction {
  readonly key: string;
  readonly conflict: Conflict;
}

const byItsWords = (conflict: Conflict): Contradiction => ({
  key: [conflict.kind, conflict.dealId, conflict.offerId, conflict.overlap].join(' '),
  conflict,
});

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

/**
 * What the rules forbid of a film as a whole; empty unless a correction or the fold of another order made it so.
 * @param own the deal whose conflicts name the other one.
 */
export const contradictions = (film: FilmState, at: At, own?: string): readonly Contradiction[] => [
  ...doubleSales(film, own),
  ...[...soldBeyondMandate(film, at), ...reservedInVain(film, at)].map(byItsWords),
];
