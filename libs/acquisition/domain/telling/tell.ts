import type { FilmEvent, FilmEventOf, FilmEventType, Terms } from '../events';
import { describeAmount } from '../money';
import type { Rights } from '../rights';
import { headline } from '../status';
import { describeOccurredAt } from '../time';

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);
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

type Tellers = { readonly [T in FilmEventType]: (event: FilmEventOf<T>) => string };

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
  OfferRaised: ({ data }) => `The offer is raised to ${describePrice(data.terms)}${of(data.rights)}`,
  OfferCountered: ({ data }) => `The ${data.by} counters with ${describePrice(data.terms)}${of(data.rights)}`,
  OfferApproved: ({ data }) => `The terms on the table are approved${because(data.reason)}`,
  OfferAccepted: ({ data }) => `Verbal yes: the rights are reserved${until(data.reservedUntil)}${because(data.reason)}`,
  OfferDeclined: ({ data }) => `The offer is declined${because(data.reason)}`,
  OfferWithdrawn: ({ data }) => `The offer is withdrawn${because(data.reason)}`,
  OfferLapsed: () => 'The offer lapses',
  ReservationReleased: ({ data }) => `The reservation is released${because(data.reason)}`,
  FilmAcquired: ({ data }) =>
    `${data.buyer} acquires the film${of(data.rights)}, ${acquiredAt(data.terms)}` +
    (data.claimed === undefined ? '' : ` (claimed: ${data.claimed.words})`),
  LongFormExecuted: () => 'The long form is executed',
  DealAmended: ({ data }) => `The deal is amended${of(data.rights)}${because(data.reason)}`,
  DealRescinded: ({ data }) => `The deal is rescinded${of(data.rights)}${because(data.reason)}`,
  RightsReverted: ({ data }) => `Rights revert${of(data.rights)}${because(data.reason)}`,
  DeliveryAccepted: () => 'Delivery is accepted',
  DisputeOpened: ({ data }) => `Dispute: ${data.about}`,
  DisputeSettled: ({ data }) => `The dispute is settled: ${data.outcome}`,
  ReleaseDated: ({ data }) =>
    data.releaseOn === null
      ? 'The release date is taken back'
      : `Release ${joined(describeOccurredAt(data.releaseOn), data.distributor)}${of(data.rights)}`,
  FilmReleased: ({ data }) => `Released by ${data.distributor}${of(data.rights)}`,
  NoteTaken: ({ data }) => `Note: ${data.text}`,
  EntryCorrected: ({ data }) =>
    `${data.type} corrected: ${joined(...Object.keys(data.changes), data.occurred === undefined ? undefined : 'when it occurred')}${because(data.reason)}`,
  EntryRetracted: ({ data }) => `An entry is retracted${because(data.reason)}`,
};

/** One sentence, without its full stop, that tells a person what an event says. */
export function tell(event: FilmEvent): string {
  const sentence = (tellers[event.type] as (event: FilmEvent) => string)(event);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The buyer that an event speaks of, if it names one. */
export const buyerIn = (event: FilmEvent): string | undefined =>
  'buyer' in event.data && typeof event.data.buyer === 'string' ? event.data.buyer : undefined;
