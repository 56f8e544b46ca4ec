import type { Deal, FilmEvent, FilmState, Offer } from '#acquisition/domain';
import { buyerKey, firstDay, utcDay } from '#acquisition/domain';
import { searchKey } from '../search';

/** What a buyer has to do with a film. */
export const ENTRY_KINDS = ['interest', 'pass', 'negotiation', 'offer', 'deal'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One thing that a buyer did about a film. */
export interface BuyerEntryRow {
  /** The event that began it: the id of the offer or deal. */
  entry_id: string;
  film_id: string;
  film_slug: string;
  film_title: string;
  kind: EntryKind;
  /** As it was recorded. */
  buyer: string;
  buyer_key: string;
  /** The name in the form in which it is looked for. */
  search: string;
  /** First day on which it can have happened. */
  on_day: string;
  /** The rights it was about, in words. */
  rights: string | null;
  reason: string | null;
  exclusive: number | null;
  until: string | null;
  /** The whole offer or deal, JSON. */
  thing: string | null;
}

type Particulars = Pick<BuyerEntryRow, 'kind' | 'rights' | 'reason' | 'exclusive' | 'until' | 'thing'>;

const BARE = { rights: null, reason: null, exclusive: null, until: null, thing: null };

const ofOffer = (offer: Offer): Particulars => ({
  ...BARE,
  kind: 'offer',
  rights: offer.rights.words,
  reason: offer.reason,
  thing: JSON.stringify(offer),
});

const ofDeal = (deal: Deal): Particulars => ({
  ...BARE,
  kind: 'deal',
  rights: deal.rights.words,
  reason: deal.reason,
  thing: JSON.stringify(deal),
});

/** What rows are made of, each by the id of its row. The same object says the same. */
export const thingsOf = (film: FilmState): ReadonlyMap<string, object> =>
  new Map<string, object>([
    ...[...film.interests, ...film.passes, ...film.negotiations].map((event) => [event.id, event] as const),
    ...film.offers,
    ...film.deals,
  ]);

/** Everything that buyers did about a film, or of it what is wanted. Pure. */
export function buyerEntries(
  film: FilmState,
  isWanted: (thing: object) => boolean = () => true,
): readonly BuyerEntryRow[] {
  const row = (entryId: string, buyer: string, on: string, particulars: Particulars): BuyerEntryRow => ({
    entry_id: entryId,
    film_id: film.filmId,
    film_slug: film.slug,
    film_title: film.title,
    buyer,
    buyer_key: buyerKey(buyer),
    search: searchKey(buyer),
    on_day: on,
    ...particulars,
  });
  const dayOf = (event: FilmEvent) => firstDay(event.occurredAt, utcDay);
  return [
    ...film.interests.filter(isWanted).map((event) =>
      row(event.id, event.data.buyer, dayOf(event), {
        ...BARE,
        kind: 'interest',
        rights: event.data.rights?.words ?? null,
      }),
    ),
    ...film.passes
      .filter(isWanted)
      .map((event) =>
        row(event.id, event.data.buyer, dayOf(event), { ...BARE, kind: 'pass', reason: event.data.reason ?? null }),
      ),
    ...film.negotiations.filter(isWanted).map((event) =>
      row(event.id, event.data.buyer, dayOf(event), {
        ...BARE,
        kind: 'negotiation',
        rights: event.data.rights?.words ?? null,
        exclusive: event.data.exclusive ? 1 : 0,
        until: event.data.until,
      }),
    ),
    ...[...film.offers.values()]
      .filter(isWanted)
      .map((offer) => row(offer.offerId, offer.buyer, offer.madeOn, ofOffer(offer))),
    ...[...film.deals.values()]
      .filter(isWanted)
      .map((deal) => row(deal.dealId, deal.buyer, deal.acquiredOn, ofDeal(deal))),
  ];
}
