import type { FilmEventOf } from '../events';
import type { FilmState, Offer } from '../film';
import { applyCorrections } from '../film';
import { standingTalks } from '../status';
import { firstDay, utcDay } from '../time';
import type { Deadline } from './deadline';

type Acceptances = ReadonlyMap<string, FilmEventOf<'OfferAccepted'>>;

/** The last verbal yes to each offer, as it stands corrected. */
const acceptancesOf = (film: FilmState): Acceptances =>
  new Map(
    applyCorrections(film.history).events.flatMap((event) =>
      event.type === 'OfferAccepted' ? [[event.data.offerId, event] as const] : [],
    ),
  );

function ofOffer(offer: Offer, acceptances: () => Acceptances): readonly Deadline[] {
  const { offerId, buyer, rights, status } = offer;
  const common = { buyer, offerId, dealId: null };
  if (status === 'live' || status === 'countered') {
    if (offer.expiresAt === null) return [];
    const says = `The offer of ${buyer} for ${rights.words} expires`;
    const eventId = offer.ladder.at(-1)?.eventId ?? offerId;
    return [{ ...common, kind: 'offer expires', on: offer.expiresAt, says, eventId }];
  }
  const yes = status === 'accepted' ? acceptances().get(offerId) : undefined;
  if (yes === undefined) return [];
  const memo: Deadline = {
    ...common,
    kind: 'deal memo due',
    on: firstDay(yes.occurredAt, utcDay),
    says: `The deal memo with ${buyer} for ${rights.words} is to be signed after the verbal yes`,
    eventId: yes.id,
  };
  if (offer.reservedUntil === null) return [memo];
  const says = `The reservation of ${rights.words} for ${buyer} ends`;
  return [{ ...common, kind: 'reservation ends', on: offer.reservedUntil, says, eventId: yes.id }, memo];
}

/** When offers expire, reservations and exclusive talks end, and memos of verbal yeses are due. */
export function ofOffers(film: FilmState): readonly Deadline[] {
  let known: Acceptances | undefined;
  const acceptances = () => (known ??= acceptancesOf(film));
  const talks = standingTalks(film).flatMap(({ id, data }): Deadline[] => {
    if (data.until === null) return [];
    const about = data.rights === undefined ? '' : ` about ${data.rights.words}`;
    const says = `Exclusive talks with ${data.buyer}${about} end`;
    const common = { buyer: data.buyer, offerId: null, dealId: null };
    return [{ ...common, kind: 'negotiation ends', on: data.until, says, eventId: id }];
  });
  return [...[...film.offers.values()].flatMap((offer) => ofOffer(offer, acceptances)), ...talks];
}
