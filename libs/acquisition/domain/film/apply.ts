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

/** The parts of a film that grow. */
type Collection = {
  [K in keyof FilmState]: FilmState[K] extends readonly unknown[] | ReadonlyMap<string, unknown> ? K : never;
}[keyof FilmState];

/**
 * A film in the making: `fold` owns it until it hands `film` out. What no event touches stays the very object that it was, so
 * that what is read off it can be remembered by it.
 */
export interface Draft {
  readonly film: { -readonly [K in keyof FilmState]: FilmState[K] };
  /** Collections that are the draft's own, and may be changed. */
  readonly own: Set<Collection>;
}

/** A draft that may be changed without the original noticing. */
export const draftOf = (film: FilmState): Draft => ({ film: { ...film }, own: new Set() });

/** A collection of a draft to be changed: a copy, made when it is asked for first. */
export function own<K extends Collection>({ film, own }: Draft, name: K): Mutable<FilmState>[K] {
  const shared = film[name];
  if (!own.has(name)) {
    own.add(name);
    const copy = shared instanceof Map ? new Map(shared) : [...(shared as readonly unknown[])];
    film[name] = copy as unknown as FilmState[K];
  }
  return film[name] as unknown as Mutable<FilmState>[K];
}

const dayOf = (event: FilmEvent) => firstDay(event.occurredAt, utcDay);

/** Total: what an event speaks of may not have been told yet (events come in any order), so it is made up from what is known. */
const offerOf = ({ film }: Draft, offerId: string, event: FilmEvent): Offer =>
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

const dealOf = ({ film }: Draft, dealId: string, event: FilmEvent): Deal =>
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

const setOffer = (draft: Draft, offerId: string, event: FilmEvent, change: (offer: Offer) => Partial<Offer>): void => {
  const offer = offerOf(draft, offerId, event);
  own(draft, 'offers').set(offerId, { ...offer, ...change(offer), eventIds: [...offer.eventIds, event.id] });
};

const setDeal = (draft: Draft, dealId: string, event: FilmEvent, change: (deal: Deal) => Partial<Deal>): void => {
  const deal = dealOf(draft, dealId, event);
  own(draft, 'deals').set(dealId, { ...deal, ...change(deal), eventIds: [...deal.eventIds, event.id] });
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

const disputeOf = ({ film }: Draft, disputeId: string): Dispute =>
  film.disputes.get(disputeId) ?? { disputeId, dealIds: [], about: '', outcome: null, eventIds: [] };

type Appliers = { readonly [T in FilmEventType]: (draft: Draft, event: FilmEventOf<T>) => void };

const appliers: Appliers = {
  FilmRegistered: ({ film }, { data }) => {
    film.isRegistered = true;
    film.slug = data.slug;
    film.title = data.title;
    film.year = data.year;
    film.directors = data.directors;
    film.companies = data.companies ?? [];
  },
  FilmDetailsAmended: ({ film }, { data }) => {
    film.title = data.title ?? film.title;
    film.year = data.year ?? film.year;
    film.directors = data.directors ?? film.directors;
    film.companies = data.companies ?? film.companies;
  },
  FilmWithdrawn: ({ film }, event) => {
    film.withdrawn = event;
  },
  FilmReinstated: ({ film }) => {
    film.withdrawn = null;
  },
  MandateGranted: (draft, event) => {
    const known = draft.film.mandates.get(event.data.mandateId);
    const mandate: Mandate = {
      mandateId: event.data.mandateId,
      ...(event.data.grantor === undefined ? {} : { grantor: event.data.grantor }),
      agent: event.data.agent,
      rights: event.data.rights,
      endedOn: known?.endedOn ?? null,
      eventIds: [...(known?.eventIds ?? []), event.id],
    };
    own(draft, 'mandates').set(mandate.mandateId, mandate);
  },
  MandateEnded: (draft, event) => {
    const { mandateId } = event.data;
    const known = draft.film.mandates.get(mandateId) ?? { mandateId, agent: '', rights: NO_RIGHTS, eventIds: [] };
    own(draft, 'mandates').set(mandateId, { ...known, endedOn: dayOf(event), eventIds: [...known.eventIds, event.id] });
  },
  EstimatesSet: ({ film }, { data }) => {
    film.estimates = data.estimates;
  },
  FilmSelected: (draft, event) => void own(draft, 'selections').push(event),
  FilmScreened: (draft, event) => void own(draft, 'screenings').push(event),
  OvationReceived: (draft, event) => void own(draft, 'ovations').push(event),
  ReviewPublished: (draft, event) => void own(draft, 'reviews').push(event),
  AwardWon: (draft, event) => void own(draft, 'awards').push(event),
  InterestExpressed: (draft, event) => void own(draft, 'interests').push(event),
  BuyerPassed: (draft, event) => void own(draft, 'passes').push(event),
  NegotiationEntered: (draft, event) => void own(draft, 'negotiations').push(event),
  OfferMade: (draft, event) =>
    setOffer(draft, event.data.offerId, event, (offer) => {
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
  OfferRaised: (draft, event) => setOffer(draft, event.data.offerId, event, newTerms(event, 'buyer', 'live')),
  OfferCountered: (draft, event) =>
    setOffer(draft, event.data.offerId, event, newTerms(event, event.data.by, 'countered')),
  ApprovalRequested: (draft, event) =>
    setOffer(draft, event.data.offerId, event, (offer) => ({
      approvalRequest: { rung: offer.ladder.at(-1)?.eventId ?? null, by: event.actor.user },
    })),
  OfferApproved: (draft, event) =>
    setOffer(draft, event.data.offerId, event, (offer) => ({
      approval: { rung: event.data.rung ?? offer.ladder.at(-1)?.eventId ?? null, eventId: event.id },
    })),
  OfferKeptConfidential: (draft, event) => setOffer(draft, event.data.offerId, event, () => ({ isConfidential: true })),
  OfferAccepted: (draft, event) =>
    setOffer(draft, event.data.offerId, event, () => ({
      status: 'accepted',
      reservedUntil: event.data.reservedUntil,
      reason: event.data.reason ?? null,
    })),
  OfferDeclined: (draft, event) => setOffer(draft, event.data.offerId, event, ends('declined')(event)),
  OfferWithdrawn: (draft, event) => setOffer(draft, event.data.offerId, event, ends('withdrawn')(event)),
  OfferLapsed: (draft, event) => setOffer(draft, event.data.offerId, event, () => ({ status: 'lapsed' })),
  ReservationReleased: (draft, event) => setOffer(draft, event.data.offerId, event, ends('released')(event)),
  FilmAcquired: (draft, event) => {
    const { data } = event;
    setDeal(draft, data.dealId, event, (deal) => ({
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
    if (data.offerId !== undefined) setOffer(draft, data.offerId, event, () => ({ status: 'acquired' }));
  },
  LongFormExecuted: (draft, event) =>
    setDeal(draft, event.data.dealId, event, (deal) => ({
      executedOn: dayOf(event),
      evidence: withEvidence(deal, event.data),
    })),
  DealAmended: (draft, event) =>
    setDeal(draft, event.data.dealId, event, (deal) => ({
      rights: event.data.rights ?? deal.rights,
      terms: event.data.terms ?? deal.terms,
      steps: event.data.rights === undefined ? deal.steps : [...deal.steps, step(event, 'amended', event.data.rights)],
    })),
  DealRescinded: (draft, event) =>
    setDeal(draft, event.data.dealId, event, (deal) => ({
      steps: [...deal.steps, step(event, 'rescinded', event.data.rights ?? null)],
    })),
  RightsReverted: (draft, event) =>
    setDeal(draft, event.data.dealId, event, (deal) => ({
      steps: [...deal.steps, step(event, 'reverted', event.data.rights ?? null)],
    })),
  DeliveryAccepted: (draft, event) => setDeal(draft, event.data.dealId, event, () => ({ deliveredOn: dayOf(event) })),
  DisputeOpened: (draft, event) => {
    const { disputeId, dealIds, about } = event.data;
    const known = disputeOf(draft, disputeId);
    own(draft, 'disputes').set(disputeId, { ...known, dealIds, about, eventIds: [...known.eventIds, event.id] });
  },
  DisputeSettled: (draft, event) => {
    const known = disputeOf(draft, event.data.disputeId);
    own(draft, 'disputes').set(known.disputeId, {
      ...known,
      outcome: event.data.outcome,
      eventIds: [...known.eventIds, event.id],
    });
  },
  ReleaseDated: (draft, event) => void own(draft, 'releaseDates').push(event),
  FilmReleased: (draft, event) => void own(draft, 'releases').push(event),
  NoteTaken: (draft, event) => void own(draft, 'notes').push(event),
  EntryCorrected: () => undefined,
  EntryRetracted: () => undefined,
  EvidenceAttached: (draft, event) => void own(draft, 'attachments').push(event),
};

/** Changes a draft as `event` says. Corrections and retractions change nothing here: they change the events, see corrections.ts. */
export function apply(draft: Draft, event: FilmEvent): void {
  const day = dayOf(event);
  if (day > draft.film.lastOccurredOn) draft.film.lastOccurredOn = day;
  (appliers[event.type] as (draft: Draft, event: FilmEvent) => void)(draft, event);
}
