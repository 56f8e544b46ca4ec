import type { FilmEvent, FilmEventOf, FilmEventType, Terms } from '../events';
import { describeAmount } from '../money';
import type { Rights } from '../rights';
import { headline } from '../status';
import { describeOccurredAt } from '../time';
import { because } from './because';

const of = (rights: Rights | undefined): string => (rights === undefined ? '' : ` for ${rights.words}`);
const until = (instant: string | null): string => (instant === null ? '' : ` until ${instant}`);
const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(', ');

const UNDISCLOSED = describeAmount({ kind: 'unknown' });

/** The price of terms, for people: the guarantee, and with its bonuses the headline total. */
export function describePrice(terms: Terms): string {
  const guarantee =
    terms.guarantee.kind === 'unknown' && terms.words !== undefined ? terms.words : describeAmount(terms.guarantee);
  if ((terms.guaranteedBonuses ?? []).length === 0) return guarantee;
  const totals = headline(terms).map(({ currency, minMinor }) =>
    describeAmount({ kind: 'exact', minor: minMinor, currency }),
  );
  return `${guarantee} and guaranteed bonuses, ${totals.join(' and ')} in all`;
}

const offering = (terms: Terms): string => {
  const price = describePrice(terms);
  return price === UNDISCLOSED ? 'makes an offer, price undisclosed,' : `offers ${price}`;
};

const acquiredAt = (terms: Terms): string => {
  const price = describePrice(terms);
  return price === UNDISCLOSED ? 'price undisclosed' : price;
};

/** What a sentence may need to know of other entries. */
export interface Telling {
  /** The buyer of an offer or a deal. */
  readonly buyerOf: (id: string) => string | undefined;
  /** What another entry says. */
  readonly entryOf: (id: string) => string | undefined;
}

const NOTHING_KNOWN: Telling = { buyerOf: () => undefined, entryOf: () => undefined };

type Tellers = { readonly [T in FilmEventType]: (event: FilmEventOf<T>, telling: Telling) => string };

const whose = (id: string, { buyerOf }: Telling, thing: string): string => {
  const buyer = buyerOf(id);
  return buyer === undefined ? `The ${thing}` : `The ${thing} of ${buyer}`;
};

/** New values that read well in a line; of others only the field. */
const valueOf = ([field, value]: readonly [string, unknown]): string => {
  if (value === null) return `no ${field}`;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${field} is ${String(value)}`
    : field;
};

const tellers: Tellers = {
  FilmRegistered: ({ data }) =>
    `${data.title} (${String(data.year)}), directed by ${data.directors.join(', ')}, is registered`,
  FilmDetailsAmended: ({ data }) => `Details amended: ${Object.keys(data).join(', ')}`,
  FilmWithdrawn: ({ data }) => `Withdrawn from sale${because(data.reason)}`,
  FilmReinstated: ({ data }) => `Back on sale${because(data.reason)}`,
  MandateGranted: ({ data }) => `${data.agent} is given the mandate${of(data.rights)}`,
  MandateEnded: ({ data }) => `A mandate ends${because(data.reason)}`,
  EstimatesSet: ({ data }) => `Ask and take set in ${String(data.estimates.length)} lines`,
  FilmSelected: ({ data }) => `Selected: ${joined(data.festival, data.section, data.label)}`,
  FilmScreened: ({ data }) =>
    `Screened: ${joined(data.festival, data.venue, data.premiere === undefined ? undefined : `${data.premiere} premiere`, data.audience)}`,
  OvationReceived: ({ data }) =>
    `${data.intensity === undefined ? '' : `${data.intensity} `}${data.kind} ovation` +
    (data.minutes === null ? '' : ` of ${String(data.minutes)} min`) +
    (data.reportedBy === undefined ? '' : `, says ${data.reportedBy}`),
  ReviewPublished: ({ data }) => `Review in ${data.outlet}${because(data.verdict)}`,
  AwardWon: ({ data }) => `Wins ${joined(data.award, data.festival)}`,
  InterestExpressed: ({ data }) => `${data.buyer} is interested${of(data.rights)}`,
  BuyerPassed: ({ data }) => `${data.buyer} passes${because(data.reason)}`,
  NegotiationEntered: ({ data }) =>
    `${data.exclusive ? 'Exclusive talks' : 'Talks'} with ${data.buyer}${of(data.rights)}${until(data.until)}`,
  OfferMade: ({ data }) =>
    `${data.buyer} ${offering(data.terms)}${of(data.rights)}` +
    (data.conflicts.length === 0 ? '' : ` (in conflict: ${data.conflicts.map(({ kind }) => kind).join(', ')})`),
  OfferRaised: ({ data }, telling) =>
    `${whose(data.offerId, telling, 'offer')} is raised to ${describePrice(data.terms)}${of(data.rights)}`,
  OfferCountered: ({ data }, telling) =>
    `${whose(data.offerId, telling, 'offer')} is countered by the ${data.by} with ${describePrice(data.terms)}${of(data.rights)}`,
  ApprovalRequested: ({ data }, telling) =>
    `An approval is asked for: ${whose(data.offerId, telling, 'offer').replace('The', 'the')} is below take (${data.wanted})`,
  OfferApproved: ({ data }, telling) =>
    `${whose(data.offerId, telling, 'offer')} is approved as it stands${because(data.reason)}`,
  OfferKeptConfidential: ({ data }, telling) =>
    `${whose(data.offerId, telling, 'offer')} is confidential${because(data.reason)}`,
  OfferAccepted: ({ data }, telling) =>
    `Verbal yes: ${whose(data.offerId, telling, 'offer').replace('The', 'the')} is accepted, its rights are reserved${until(data.reservedUntil)}${because(data.reason)}`,
  OfferDeclined: ({ data }, telling) => `${whose(data.offerId, telling, 'offer')} is declined${because(data.reason)}`,
  OfferWithdrawn: ({ data }, telling) => `${whose(data.offerId, telling, 'offer')} is withdrawn${because(data.reason)}`,
  OfferLapsed: ({ data }, telling) => `${whose(data.offerId, telling, 'offer')} lapses`,
  ReservationReleased: ({ data }, telling) =>
    `${whose(data.offerId, telling, 'reservation')} is released${because(data.reason)}`,
  FilmAcquired: ({ data }) =>
    `${data.buyer} acquires the film${of(data.rights)}, ${acquiredAt(data.terms)}` +
    (data.claimed === undefined ? '' : ` (claimed: ${data.claimed.words})`),
  LongFormExecuted: ({ data }, telling) => `${whose(data.dealId, telling, 'long form')} is executed`,
  DealAmended: ({ data }, telling) =>
    `${whose(data.dealId, telling, 'deal')} is amended${of(data.rights)}${because(data.reason)}`,
  DealRescinded: ({ data }, telling) =>
    `${whose(data.dealId, telling, 'deal')} is rescinded${of(data.rights)}${because(data.reason)}`,
  RightsReverted: ({ data }, { buyerOf }) => {
    const buyer = buyerOf(data.dealId);
    return `Rights revert${buyer === undefined ? '' : ` from ${buyer}`}${of(data.rights)}${because(data.reason)}`;
  },
  DeliveryAccepted: ({ data }, telling) => `${whose(data.dealId, telling, 'delivery')} is accepted`,
  DisputeOpened: ({ data }) => `Dispute: ${data.about}`,
  DisputeSettled: ({ data }) => `The dispute is settled: ${data.outcome}`,
  ReleaseDated: ({ data }) =>
    data.releaseOn === null
      ? 'The release date is taken back'
      : `Release ${joined(describeOccurredAt(data.releaseOn), data.distributor)}${of(data.rights)}`,
  FilmReleased: ({ data }) => `Released by ${data.distributor}${of(data.rights)}`,
  NoteTaken: ({ data }) => `Note: ${data.text}`,
  EntryCorrected: ({ data }, { entryOf }) => {
    const changes = joined(
      ...Object.entries(data.changes).map(valueOf),
      data.occurred === undefined ? undefined : `it occurred ${describeOccurredAt(data.occurred)}`,
    );
    return `Corrected: "${entryOf(data.corrects) ?? data.type}": ${changes}${because(data.reason)}`;
  },
  EntryRetracted: ({ data }, { entryOf }) =>
    `Retracted: "${entryOf(data.retracts) ?? 'an entry'}"${because(data.reason)}`,
  EvidenceAttached: ({ data }, { entryOf }) =>
    `Evidence for "${entryOf(data.entry) ?? 'an entry'}": ${data.document.name}`,
};

/** One sentence, without its full stop, that tells a person what an event says; with `telling`, also of whom. */
export function tell(event: FilmEvent, telling: Telling = NOTHING_KNOWN): string {
  const sentence = (tellers[event.type] as (event: FilmEvent, telling: Telling) => string)(event, telling);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What sentences about a film need to know of its other entries. */
export function tellingOf(events: readonly FilmEvent[]): Telling {
  const byId = new Map(events.map((event) => [event.id, event]));
  const begun = events.flatMap((event): [string, string][] => {
    if (event.type === 'OfferMade') return [[event.data.offerId, event.data.buyer]];
    return event.type === 'FilmAcquired' ? [[event.data.dealId, event.data.buyer]] : [];
  });
  const buyers = new Map(begun);
  const buyerOf = (id: string) => buyers.get(id);
  return {
    buyerOf,
    entryOf: (id) => {
      const event = byId.get(id);
      return event === undefined ? undefined : tell(event, { buyerOf, entryOf: () => undefined });
    },
  };
}

/** The buyer that an event speaks of, if it names one. */
export const buyerIn = (event: FilmEvent): string | undefined =>
  'buyer' in event.data && typeof event.data.buyer === 'string' ? event.data.buyer : undefined;
