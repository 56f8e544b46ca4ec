import type { FilmEvent } from '../events';
import type { FilmState, Offer } from '../film';
import type { Instant } from '../time';

/** An offer or a reservation that ends by time alone, unless something ends it before. */
export interface Lapse {
  readonly kind: 'offer' | 'reservation';
  readonly offerId: string;
  /** When it lapses, or should have. */
  readonly at: Instant;
  /** The event that set this time. */
  readonly causeId: string;
}

/** When an offer, or the reservation that it became, ends by itself; `null` when only somebody can end it. */
function timeOf({ status, expiresAt, reservedUntil }: Offer): Pick<Lapse, 'kind' | 'at'> | null {
  if (status === 'accepted') return reservedUntil === null ? null : { kind: 'reservation', at: reservedUntil };
  const isOpen = status === 'live' || status === 'countered';
  return !isOpen || expiresAt === null ? null : { kind: 'offer', at: expiresAt };
}

/** The event that set the time of an offer last, and at which times it was recorded to have lapsed since. */
interface Told {
  readonly causeId: string;
  readonly lapsedAt: readonly Instant[];
}

function toldOf(history: readonly FilmEvent[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const { id, type, data, occurredAt } of history) {
    if (type === 'OfferMade' || type === 'OfferRaised' || type === 'OfferCountered' || type === 'OfferAccepted') {
      told.set(data.offerId, { causeId: id, lapsedAt: [] });
    } else if (type === 'OfferLapsed') {
      const known = told.get(data.offerId);
      if (known !== undefined) told.set(data.offerId, { ...known, lapsedAt: [...known.lapsedAt, occurredAt.on] });
    }
  }
  return told;
}

/**
 * What lapses by a time and is not recorded yet, soonest first. That it lapsed is recorded once for each time that was set:
 * where somebody retracted it, the entry was looked at, and is not made again.
 */
export function lapsesBy(film: FilmState, instant: Instant): readonly Lapse[] {
  if (!film.isRegistered) return [];
  const due = [...film.offers.values()].flatMap((offer) => {
    const time = timeOf(offer);
    return time === null || time.at > instant ? [] : [{ offerId: offer.offerId, ...time }];
  });
  if (due.length === 0) return [];
  const told = toldOf(film.history);
  return due
    .flatMap(({ kind, offerId, at }): Lapse[] => {
      const { causeId, lapsedAt } = told.get(offerId) ?? { causeId: offerId, lapsedAt: [] };
      return lapsedAt.includes(at) ? [] : [{ kind, offerId, at, causeId }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
