import type {
  Amount,
  AttachedDocument,
  Fact,
  FilmEventType,
  FilmFacts,
  OccurredAt,
  Rights,
  RightsRequest,
  Source,
  Terms,
} from '#acquisition/domain';
import { exact, grantRights, parseOccurredAt } from '#acquisition/domain';

/** Something that happened, as a test tells it. */
export interface Told {
  readonly fact: Fact;
  readonly occurredAt: OccurredAt;
  readonly source: Source;
  /** The same, but on another date: `screened('Eccles').on('2023-01-20')`. */
  on(date: string): Told;
  /** The same, on somebody else's word. */
  from(source: Source): Told;
}

/** Dates of tests, unless they say otherwise: one day after the other is not needed, order of telling is order of recording. */
const A_DAY = '2024-09-07';

export const occurred = (date: string): OccurredAt => {
  const occurredAt = parseOccurredAt(date);
  if (occurredAt === undefined) throw new Error(`"${date}" is no date`);
  return occurredAt;
};

const WITNESSED: Source = { kind: 'witnessed', by: 'agent' };

function told(fact: Fact, date = A_DAY, source: Source = WITNESSED): Told {
  return {
    fact,
    occurredAt: occurred(date),
    source,
    on: (other) => told(fact, other, source),
    from: (other) => told(fact, date, other),
  };
}

export const happened = <T extends FilmEventType>(type: T, data: FilmFacts[T]): Told => told({ type, data } as Fact);

/** Rights in the trade's words. Fails on words that mean nothing, so that no test tests nothing. */
export function rights(territories: string, more: Omit<RightsRequest, 'territories'> = {}): Rights {
  const grant = grantRights({ territories, ...more });
  if (grant.problems.length > 0) throw new Error(grant.problems.map(({ message }) => message).join(' '));
  return grant.rights;
}

/** Rights whose words mean nothing we know. */
export const unresolvedRights = (territories: string): Rights => grantRights({ territories }).rights;

/** Whole dollars. */
export const usd = (dollars: number): Amount => exact(dollars * 100, 'USD');
export const terms = (guarantee: Amount, more: Omit<Terms, 'guarantee'> = {}): Terms => ({ guarantee, ...more });

export const registered = (title: string, year: number, director: string): Told =>
  happened('FilmRegistered', {
    filmId: FILM_ID,
    slug: `${title
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/-$/, '')}-${String(year)}`,
    title,
    year,
    directors: [director],
  }).on('2024-07-01');

/** The film of all tests that do not bring their own. */
export const FILM_ID = '01900000-0000-7000-8000-000000000000';
export const kPops: Told = registered('K-Pops!', 2024, 'Anderson .Paak');

export const selected = (festival: string): Told => happened('FilmSelected', { festival });
export const screened = (venue: string): Told => happened('FilmScreened', { venue });
export const ovation = (kind: 'standing' | 'seated', minutes: number | null = null): Told =>
  happened('OvationReceived', { kind, minutes });
export const reviewed = (outlet: string): Told => happened('ReviewPublished', { outlet });
export const passed = (buyer: string): Told => happened('BuyerPassed', { buyer });
export const talks = (buyer: string, exclusive: boolean, until: string | null = null): Told =>
  happened('NegotiationEntered', { buyer, exclusive, until });
export const mandate = (agent: string, covers: Rights): Told =>
  happened('MandateGranted', { mandateId: `mandate-${agent}`, agent, rights: covers });

/** An offer; its id is `offer-<buyer>`. */
export const offered = (
  buyer: string,
  wants: Rights,
  pays: Terms = terms(usd(1_000_000)),
  expiresAt: string | null = null,
): Told =>
  happened('OfferMade', { offerId: `offer-${buyer}`, buyer, rights: wants, terms: pays, expiresAt, conflicts: [] });
export const countered = (buyer: string, pays: Terms): Told =>
  happened('OfferCountered', { offerId: `offer-${buyer}`, by: 'seller', terms: pays, expiresAt: null, conflicts: [] });
export const raised = (buyer: string, pays: Terms): Told =>
  happened('OfferRaised', { offerId: `offer-${buyer}`, terms: pays, expiresAt: null, conflicts: [] });
export const accepted = (buyer: string, reservedUntil: string | null = null): Told =>
  happened('OfferAccepted', { offerId: `offer-${buyer}`, reservedUntil });
export const declined = (buyer: string): Told => happened('OfferDeclined', { offerId: `offer-${buyer}` });

/** A signed deal memo; its id is `deal-<buyer>`. */
export const acquired = (buyer: string, holds: Rights, pays: Terms = terms({ kind: 'unknown' })): Told =>
  happened('FilmAcquired', { dealId: `deal-${buyer}`, buyer, rights: holds, terms: pays });
export const executed = (buyer: string): Told => happened('LongFormExecuted', { dealId: `deal-${buyer}` });
export const reverted = (buyer: string, part?: Rights): Told =>
  happened('RightsReverted', { dealId: `deal-${buyer}`, ...(part === undefined ? {} : { rights: part }) });
export const rescinded = (buyer: string, part?: Rights): Told =>
  happened('DealRescinded', { dealId: `deal-${buyer}`, ...(part === undefined ? {} : { rights: part }) });
export const released = (distributor: string, where: Rights): Told =>
  happened('FilmReleased', { distributor, rights: where });
export const corrected = (id: string, type: FilmEventType, changes: Record<string, unknown>): Told =>
  happened('EntryCorrected', { corrects: id, type, changes });
export const retracted = (id: string): Told => happened('EntryRetracted', { retracts: id });

/** A document of some bytes, known by a digest made of one digit. */
export const aDocument = (name: string, digit = 'a'): AttachedDocument => ({
  name,
  sha256: digit.repeat(64),
  bytes: 48_213,
  mediaType: 'application/pdf',
});
export const attached = (id: string, document = aDocument('memo.pdf')): Told =>
  happened('EvidenceAttached', { entry: id, document });
