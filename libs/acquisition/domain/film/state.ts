import type { Actor, EstimatesSet, Evidence, FilmEvent, FilmEventOf, OfferMade, Terms } from '../events';
import type { Rights } from '../rights';
import type { Day, Instant } from '../time';

/** A mandate to sell, from the day it was granted until the day it ended. */
export interface Mandate {
  readonly mandateId: string;
  readonly grantor?: string;
  readonly agent: string;
  readonly rights: Rights;
  readonly endedOn: Day | null;
  readonly eventIds: readonly string[];
}

/** What was put right of an entry, by whom, and what it said before. */
export interface Correction {
  /** The entry that was corrected, and the event that corrected it. */
  readonly corrects: string;
  readonly eventId: string;
  readonly by: Actor;
  readonly recordedAt: Instant;
  readonly reason: string | null;
  /** The fields as they were recorded first, by name; `occurredAt` where it happened at another time. `null`: left out. */
  readonly from: Readonly<Record<string, unknown>>;
}

/** What became of an offer. `acquired`: a deal memo was signed on it. */
export type OfferStatus =
  'live' | 'countered' | 'accepted' | 'acquired' | 'declined' | 'withdrawn' | 'lapsed' | 'released';

/** A step of the offer ladder: what was on the table, from when. */
export interface Rung {
  readonly by: 'buyer' | 'seller';
  readonly terms: Terms;
  readonly rights: Rights;
  readonly eventId: string;
  readonly occurredOn: Day;
}

export interface Offer {
  readonly offerId: string;
  readonly buyer: string;
  readonly status: OfferStatus;
  /** The rights and terms on the table now: those of the last rung. */
  readonly rights: Rights;
  readonly terms: Terms;
  readonly ladder: readonly Rung[];
  readonly expiresAt: Instant | null;
  /** Who asked for an approval last, and of which rung. */
  readonly approvalRequest: { readonly rung: string | null; readonly by: string } | null;
  /** The last approval, and the rung that it was given for. */
  readonly approval: { readonly rung: string | null; readonly eventId: string } | null;
  readonly reservedUntil: Instant | null;
  readonly conflicts: OfferMade['conflicts'];
  /** Why it was accepted, declined, withdrawn or released. */
  readonly reason: string | null;
  readonly madeOn: Day;
  /** Who is shown it is recorded. */
  readonly isConfidential?: true;
  readonly eventIds: readonly string[];
  /** What was put right of its entries, in the order of recording. */
  readonly corrections: readonly Correction[];
}

/**
 * What changed in what a deal holds, in order. `acquired` and `amended` grant `rights` from a day on; `reverted` takes
 * them back from a day on; `rescinded` takes them back as if they had never been granted. Rights of null: all of them.
 */
export interface DealStep {
  readonly kind: 'acquired' | 'amended' | 'reverted' | 'rescinded';
  readonly rights: Rights | null;
  readonly on: Day;
  readonly eventId: string;
}

/** `ended`: nothing is left of it, all reverted or rescinded. */
export type DealStatus = 'committed' | 'licensed' | 'ended';

export interface Deal {
  readonly dealId: string;
  readonly offerId: string | null;
  readonly buyer: string;
  readonly sellers: readonly string[];
  readonly rights: Rights;
  readonly claimed: Rights | null;
  readonly terms: Terms;
  readonly reason: string | null;
  readonly acquiredOn: Day;
  readonly executedOn: Day | null;
  readonly deliveredOn: Day | null;
  readonly steps: readonly DealStep[];
  /** Its signed papers, in the order in which they were recorded. */
  readonly evidence: readonly Evidence[];
  readonly eventIds: readonly string[];
  /** What was put right of its entries, in the order of recording. */
  readonly corrections: readonly Correction[];
}

export interface Dispute {
  readonly disputeId: string;
  readonly dealIds: readonly string[];
  readonly about: string;
  readonly outcome: string | null;
  readonly eventIds: readonly string[];
}

/** How an entry was changed by later ones; absent when it stands as it was recorded. */
export interface Amendment {
  readonly kind: 'corrected' | 'retracted';
  /** The events that corrected or retracted it. */
  readonly by: readonly string[];
}

/** Everything that a film's events say, folded in the order they were given. Reads no clock. */
export interface FilmState {
  readonly filmId: string;
  /** False until FilmRegistered: there is no such film. */
  readonly isRegistered: boolean;
  readonly slug: string;
  readonly title: string;
  readonly year: number;
  readonly directors: readonly string[];
  readonly companies: readonly string[];
  /** The withdrawal that is in force. */
  readonly withdrawn: FilmEventOf<'FilmWithdrawn'> | null;
  readonly mandates: ReadonlyMap<string, Mandate>;
  readonly estimates: EstimatesSet['estimates'];
  readonly offers: ReadonlyMap<string, Offer>;
  readonly deals: ReadonlyMap<string, Deal>;
  readonly disputes: ReadonlyMap<string, Dispute>;
  readonly negotiations: readonly FilmEventOf<'NegotiationEntered'>[];
  readonly selections: readonly FilmEventOf<'FilmSelected'>[];
  readonly screenings: readonly FilmEventOf<'FilmScreened'>[];
  readonly ovations: readonly FilmEventOf<'OvationReceived'>[];
  readonly reviews: readonly FilmEventOf<'ReviewPublished'>[];
  readonly awards: readonly FilmEventOf<'AwardWon'>[];
  readonly interests: readonly FilmEventOf<'InterestExpressed'>[];
  readonly passes: readonly FilmEventOf<'BuyerPassed'>[];
  readonly releaseDates: readonly FilmEventOf<'ReleaseDated'>[];
  readonly releases: readonly FilmEventOf<'FilmReleased'>[];
  readonly notes: readonly FilmEventOf<'NoteTaken'>[];
  /** Documents that were attached to entries. */
  readonly attachments: readonly FilmEventOf<'EvidenceAttached'>[];
  /** First day on which the latest of what happened can have happened; empty when nothing has. */
  readonly lastOccurredOn: Day;
  /** Every event as it was recorded, in the order given. */
  readonly history: readonly FilmEvent[];
  readonly amendments: ReadonlyMap<string, Amendment>;
}

/** No rights at all: what is known of the rights of a deal or offer before the event that tells them. */
export const NO_RIGHTS: Rights = { words: '', blocks: [], unresolved: [], territoryList: '' };

/** A film of which nothing is recorded yet. */
export const noFilm = (filmId: string): FilmState => ({
  filmId,
  isRegistered: false,
  slug: '',
  title: '',
  year: 0,
  directors: [],
  companies: [],
  withdrawn: null,
  mandates: new Map(),
  estimates: [],
  offers: new Map(),
  deals: new Map(),
  disputes: new Map(),
  negotiations: [],
  selections: [],
  screenings: [],
  ovations: [],
  reviews: [],
  awards: [],
  interests: [],
  passes: [],
  releaseDates: [],
  releases: [],
  notes: [],
  attachments: [],
  lastOccurredOn: '',
  history: [],
  amendments: new Map(),
});
