import type { Evidence, FilmEvent, FilmEventOf, FilmEventType } from '../events';
import { firstDay, utcDay } from '../time';
import type { Deal, DealStep, Dispute, FilmState, Mandate, Offer, OfferStatus, Rung } from './state';
import { NO_RIGHTS } from './state';

type Mutable<T> = {
  -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : T[K] extends readonly (infer E)[]
      ? E[]
      : T[K];
};

/** A film in the making: `fold` owns it until it hands it out as a FilmState. */
export type Draft = Mutable<FilmState>;

/** A copy whose collections may be changed without the original noticing. */
export const draftOf = (film: FilmState): Draft => ({
  ...film,
  directors: [...film.directors],
  companies: [...film.companies],
  mandates: new Map(film.mandates),
  estimates: [...film.estimates],
  offers: new Map(film.offers),
  deals: new Map(film.deals),
  disputes: new Map(film.disputes),
  negotiations: [...film.negotiations],
  selections: [...film.selections],
  screenings: [...film.screenings],
  ovations: [...film.ovations],
  reviews: [...film.reviews],
  awards: [...film.awards],
  interests: [...film.interests],
  passes: [...film.passes],
  releaseDates: [...film.releaseDates],
  releases: [...film.releases],
  notes: [...film.notes],
  attachments: [...film.attachments],
  history: [...film.history],
  amendments: new Map(film.amendments),
});

const dayOf = (event: FilmEvent) => firstDay(event.occurredAt, utcDay);

/** Total: what an event speaks of may not have been told yet (events come in any order), so it is made up from what is known. */
const offerOf = (film: Draft, offerId: string, event: FilmEvent): Offer =>
  film.offers.get(offerId) ?? {
    offerId,
    buyer: '',
    status: 'live',
    rights: NO_RIGHTS,
    terms: { guarantee: { kind: 'unknown' } },
    ladder: [],
    expiresAt: null,
    approvalRequest: null,
    approval: null,
    reservedUntil: null,
    conflicts: [],
    reason: null,
    madeOn: dayOf(event),
    eventIds: [],
    corrections: [],
  };

const dealOf = (film: Draft, dealId: string, event: FilmEvent): Deal =>
  film.deals.get(dealId) ?? {
    dealId,
    offerId: null,
    buyer: '',
    sellers: [],
    rights: NO_RIGHTS,
    claimed: null,
    terms: { guarantee: { kind: 'unknown' } },
    reason: null,
    acquiredOn: dayOf(event),
    executedOn: null,
    deliveredOn: null,
    steps: [],
    evidence: [],
    eventIds: [],
    corrections: [],
  };

const setOffer = (film: Draft, offerId: string, event: FilmEvent, change: (offer: Offer) => Partial<Offer>): void => {
  const offer = offerOf(film, offerId, event);
  film.offers.set(offerId, { ...offer, ...change(offer), eventIds: [...offer.eventIds, event.id] });
};

const setDeal = (film: Draft, dealId: string, event: FilmEvent, change: (deal: Deal) => Partial<Deal>): void => {
  const deal = dealOf(film, dealId, event);
  film.deals.set(dealId, { ...deal, ...change(deal), eventIds: [...deal.eventIds, event.id] });
};

const withEvidence = (deal: Deal, { evidence }: { readonly evidence?: Evidence }): readonly Evidence[] =>
  evidence === undefined ? deal.evidence : [...deal.evidence, evidence];

const step = (event: FilmEvent, kind: DealStep['kind'], rights: DealStep['rights']): DealStep => ({
  kind,
  rights,
  on: dayOf(event),
  eventId: event.id,
});

const rung = (
  event: FilmEventOf<'OfferMade' | 'OfferRaised' | 'OfferCountered'>,
  by: Rung['by'],
  offer: Offer,
): Rung => ({
  by,
  terms: event.data.terms,
  rights: event.data.rights ?? offer.rights,
  eventId: event.id,
  occurredOn: firstDay(event.occurredAt, utcDay),
});

const newTerms =
  (
    event: FilmEventOf<'OfferRaised' | 'OfferCountered'>,
    by: Rung['by'],
    status: OfferStatus,
  ): ((offer: Offer) => Partial<Offer>) =>
  (offer) => {
    const step = rung(event, by, offer);
    return {
      status,
      terms: step.terms,
      rights: step.rights,
      ladder: [...offer.ladder, step],
      expiresAt: event.data.expiresAt,
      conflicts: event.data.conflicts,
    };
  };

const ends =
  (status: OfferStatus) => (event: { readonly data: { readonly reason?: string } }) => (): Partial<Offer> => ({
    status,
    reason: event.data.reason ?? null,
  });

const disputeOf = (film: Draft, disputeId: string): Dispute =>
  film.disputes.get(disputeId) ?? { disputeId, dealIds: [], about: '', outcome: null, eventIds: [] };

type Appliers = { readonly [T in FilmEventType]: (film: Draft, event: FilmEventOf<T>) => void };

const appliers: Appliers = {
  FilmRegistered: (film, { data }) => {
    film.isRegistered = true;
    film.slug = data.slug;
    film.title = data.title;
    film.year = data.year;
    film.directors = [...data.directors];
    film.companies = [...(data.companies ?? [])];
  },
  FilmDetailsAmended: (film, { data }) => {
    film.title = data.title ?? film.title;
    film.year = data.year ?? film.year;
    film.directors = [...(data.directors ?? film.directors)];
    film.companies = [...(data.companies ?? film.companies)];
  },
  FilmWithdrawn: (film, event) => {
    film.withdrawn = event;
  },
  FilmReinstated: (film) => {
    film.withdrawn = null;
  },
  MandateGranted: (film, event) => {
    const known = film.mandates.get(event.data.mandateId);
    const mandate: Mandate = {
      mandateId: event.data.mandateId,
      ...(event.data.grantor === undefined ? {} : { grantor: event.data.grantor }),
      agent: event.data.agent,
      rights: event.data.rights,
      endedOn: known?.endedOn ?? null,
      eventIds: [...(known?.eventIds ?? []), event.id],
    };
    film.mandates.set(mandate.mandateId, mandate);
  },
  MandateEnded: (film, event) => {
    const { mandateId } = event.data;
    const known = film.mandates.get(mandateId) ?? { mandateId, agent: '', rights: NO_RIGHTS, eventIds: [] };
    film.mandates.set(mandateId, { ...known, endedOn: dayOf(event), eventIds: [...known.eventIds, event.id] });
  },
  EstimatesSet: (film, { data }) => {
    film.estimates = [...data.estimates];
  },
  FilmSelected: (film, event) => void film.selections.push(event),
  FilmScreened: (film, event) => void film.screenings.push(event),
  OvationReceived: (film, event) => void film.ovations.push(event),
  ReviewPublished: (film, event) => void film.reviews.push(event),
  AwardWon: (film, event) => void film.awards.push(event),
  InterestExpressed: (film, event) => void film.interests.push(event),
  BuyerPassed: (film, event) => void film.passes.push(event),
  NegotiationEntered: (film, event) => void film.negotiations.push(event),
  OfferMade: (film, event) =>
    setOffer(film, event.data.offerId, event, (offer) => {
      const first = rung(event, 'buyer', offer);
      const told = { buyer: event.data.buyer, madeOn: first.occurredOn, ladder: [first, ...offer.ladder] };
      return offer.ladder.length > 0
        ? told
        : {
            ...told,
            rights: first.rights,
            terms: first.terms,
            expiresAt: event.data.expiresAt,
            conflicts: event.data.conflicts,
          };
    }),
  OfferRaised: (film, event) => setOffer(film, event.data.offerId, event, newTerms(event, 'buyer', 'live')),
  OfferCountered: (film, event) =>
    setOffer(film, event.data.offerId, event, newTerms(event, event.data.by, 'countered')),
  ApprovalRequested: (film, event) =>
    setOffer(film, event.data.offerId, event, (offer) => ({
      approvalRequest: { rung: offer.ladder.at(-1)?.eventId ?? null, by: event.actor.user },
    })),
  OfferApproved: (film, event) =>
    setOffer(film, event.data.offerId, event, (offer) => ({
      approval: { rung: event.data.rung ?? offer.ladder.at(-1)?.eventId ?? null, eventId: event.id },
    })),
  OfferAccepted: (film, event) =>
    setOffer(film, event.data.offerId, event, () => ({
      status: 'accepted',
      reservedUntil: event.data.reservedUntil,
      reason: event.data.reason ?? null,
    })),
  OfferDeclined: (film, event) => setOffer(film, event.data.offerId, event, ends('declined')(event)),
  OfferWithdrawn: (film, event) => setOffer(film, event.data.offerId, event, ends('withdrawn')(event)),
  OfferLapsed: (film, event) => setOffer(film, event.data.offerId, event, () => ({ status: 'lapsed' })),
  ReservationReleased: (film, event) => setOffer(film, event.data.offerId, event, ends('released')(event)),
  FilmAcquired: (film, event) => {
    const { data } = event;
    setDeal(film, data.dealId, event, (deal) => ({
      offerId: data.offerId ?? null,
      buyer: data.buyer,
      sellers: data.sellers ?? [],
      rights: data.rights,
      claimed: data.claimed ?? null,
      terms: data.terms,
      reason: data.reason ?? null,
      acquiredOn: dayOf(event),
      steps: [...deal.steps, step(event, 'acquired', data.rights)],
      evidence: withEvidence(deal, data),
    }));
    if (data.offerId !== undefined) setOffer(film, data.offerId, event, () => ({ status: 'acquired' }));
  },
  LongFormExecuted: (film, event) =>
    setDeal(film, event.data.dealId, event, (deal) => ({
      executedOn: dayOf(event),
      evidence: withEvidence(deal, event.data),
    })),
  DealAmended: (film, event) =>
    setDeal(film, event.data.dealId, event, (deal) => ({
      rights: event.data.rights ?? deal.rights,
      terms: event.data.terms ?? deal.terms,
      steps: event.data.rights === undefined ? deal.steps : [...deal.steps, step(event, 'amended', event.data.rights)],
    })),
  DealRescinded: (film, event) =>
    setDeal(film, event.data.dealId, event, (deal) => ({
      steps: [...deal.steps, step(event, 'rescinded', event.data.rights ?? null)],
    })),
  RightsReverted: (film, event) =>
    setDeal(film, event.data.dealId, event, (deal) => ({
      steps: [...deal.steps, step(event, 'reverted', event.data.rights ?? null)],
    })),
  DeliveryAccepted: (film, event) => setDeal(film, event.data.dealId, event, () => ({ deliveredOn: dayOf(event) })),
  DisputeOpened: (film, event) => {
    const { disputeId, dealIds, about } = event.data;
    const known = disputeOf(film, disputeId);
    film.disputes.set(disputeId, { ...known, dealIds, about, eventIds: [...known.eventIds, event.id] });
  },
  DisputeSettled: (film, event) => {
    const known = disputeOf(film, event.data.disputeId);
    film.disputes.set(known.disputeId, {
      ...known,
      outcome: event.data.outcome,
      eventIds: [...known.eventIds, event.id],
    });
  },
  ReleaseDated: (film, event) => void film.releaseDates.push(event),
  FilmReleased: (film, event) => void film.releases.push(event),
  NoteTaken: (film, event) => void film.notes.push(event),
  EntryCorrected: () => undefined,
  EntryRetracted: () => undefined,
  EvidenceAttached: (film, event) => void film.attachments.push(event),
};

/** Changes `film` as `event` says. Corrections and retractions change nothing here: they change the events, see corrections.ts. */
export function apply(film: Draft, event: FilmEvent): void {
  const day = dayOf(event);
  if (day > film.lastOccurredOn) film.lastOccurredOn = day;
  (appliers[event.type] as (film: Draft, event: FilmEvent) => void)(film, event);
}
