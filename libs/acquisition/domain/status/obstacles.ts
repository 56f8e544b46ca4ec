import type { Conflict } from '../events';
import type { FilmState } from '../film';
import type { Region } from '../rights';
import { overlap, subtract } from '../rights';
import type { Day, Instant } from '../time';
import { exclusivePart, firstRelease, heldBackBy, heldBy, lastsUntil, regionOfRights } from './holdings';
import type { At } from './moment';

/** When time alone takes something away: at an instant, or on a day. `null`: only an event can. */
export interface Lasting {
  readonly untilInstant: Instant | null;
  readonly untilDay: Day | null;
}

/** What one deal or reservation takes of a film's rights, whoever asks for them. */
export interface Obstacle extends Lasting {
  readonly kind: 'rights out overlap' | 'reserved' | 'held back';
  readonly other: Omit<Conflict, 'kind' | 'overlap'>;
  readonly takes: Region;
  /** Of that, what is taken exclusively. */
  readonly exclusively: Region;
}

/** True while time has not taken it away. */
export const lasts = ({ untilInstant, untilDay }: Lasting, at: At): boolean =>
  (untilInstant === null || at.instant < untilInstant) && (untilDay === null || at.day < untilDay);

/** Everything that deals and reservations take, each with until when. Reads no moment: what lasts at one, `lasts` says. */
export function obstaclesOf(film: FilmState): readonly Obstacle[] {
  const found: Obstacle[] = [];
  for (const deal of film.deals.values()) {
    const other = { dealId: deal.dealId, buyer: deal.buyer };
    const holds = heldBy(deal);
    found.push({
      kind: 'rights out overlap',
      other,
      takes: holds,
      exclusively: overlap(holds, exclusivePart(deal.rights)),
      untilInstant: null,
      untilDay: null,
    });
    if ((deal.rights.holdbacks ?? []).length === 0) continue;
    const heldBack = subtract(heldBackBy(deal, firstRelease(film)), holds);
    // A holdback ends with its deal.
    const until = { untilInstant: null, untilDay: lastsUntil(deal) };
    found.push({ kind: 'held back', other, takes: heldBack, exclusively: heldBack, ...until });
  }
  for (const offer of film.offers.values()) {
    if (offer.status !== 'accepted') continue;
    const takes = regionOfRights(offer.rights);
    found.push({
      kind: 'reserved',
      other: { offerId: offer.offerId, buyer: offer.buyer },
      takes,
      exclusively: overlap(takes, exclusivePart(offer.rights)),
      untilInstant: offer.reservedUntil,
      untilDay: null,
    });
  }
  return found;
}

/** Words of deals that resolved to nothing: they may stand for anything, and are shown while the deal lasts. */
export interface UnresolvedWords extends Lasting {
  readonly dealId: string;
  readonly buyer: string;
  readonly words: string;
}

export const unresolvedWords = (film: FilmState): readonly UnresolvedWords[] =>
  [...film.deals.values()].flatMap((deal) =>
    deal.rights.unresolved.map((words) => ({
      dealId: deal.dealId,
      buyer: deal.buyer,
      words,
      untilInstant: null,
      untilDay: lastsUntil(deal),
    })),
  );
