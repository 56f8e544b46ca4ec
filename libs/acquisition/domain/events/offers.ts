import type { Amount } from '../money';
import type { Rights } from '../rights';
import type { Day, Instant } from '../time';

/** What a buyer would pay and do. */
export interface Terms {
  /** Minimum guarantee. */
  readonly guarantee: Amount;
  /** Bonuses that are due whatever happens; with the guarantee they make the headline total. */
  readonly guaranteedBonuses?: readonly Amount[];
  /** Due when the box office reaches a sum. */
  readonly boxOfficeBumps?: readonly { readonly boxOffice: Amount; readonly pays: Amount }[];
  /** Participation in the gross, in percent. */
  readonly grossPoints?: number;
  /** Prints and advertising the buyer commits to spend. */
  readonly pAndACommitment?: Amount;
  readonly guaranteedScreens?: number;
  /** Length of the exclusive theatrical run, in days. */
  readonly guaranteedDays?: number;
  readonly licenceYears?: number;
  readonly deliveryOn?: Day;
  readonly conditions?: readonly string[];
  /** Terms that were told in words only. */
  readonly words?: string;
}

/** Why rights cannot be sold as asked; see `conflictsOf`. */
export interface Conflict {
  readonly kind: 'no rights in' | 'no exclusive rights in' | 'rights out overlap' | 'reserved' | 'held back';
  /** The other deal, for `rights out overlap` and `held back`. */
  readonly dealId?: string;
  /** The other offer, for `reserved`. */
  readonly offerId?: string;
  readonly buyer?: string;
  /** The exact overlapping block, in the trade's words. */
  readonly overlap: string;
}

/** Somebody sells although words of other deals that resolved to nothing may stand for the same rights. */
export interface Override {
  /** Why that is right. */
  readonly reason: string;
  /** Whose words, and which: "Mubi: a raft of international territories". */
  readonly warnings: readonly string[];
}

/** A buyer offers terms for a block of rights. It may be in conflict with what is sold: that is flagged, not refused. */
export interface OfferMade {
  /** The id of this event. */
  readonly offerId: string;
  readonly buyer: string;
  readonly rights: Rights;
  readonly terms: Terms;
  /** When it lapses by itself; `null` when nobody said. */
  readonly expiresAt: Instant | null;
  /** Conflicts at the moment of recording. */
  readonly conflicts: readonly Conflict[];
}

/** The buyer betters its own offer. The terms before are superseded; so is an approval of them. */
export interface OfferRaised {
  readonly offerId: string;
  readonly terms: Terms;
  /** Only when the rights asked for change too. */
  readonly rights?: Rights;
  readonly expiresAt: Instant | null;
  readonly conflicts: readonly Conflict[];
}

/** One side answers an offer with other terms, which are on the table until the other side accepts, answers or they lapse. */
export interface OfferCountered {
  readonly offerId: string;
  readonly by: 'seller' | 'buyer';
  readonly terms: Terms;
  readonly rights?: Rights;
  readonly expiresAt: Instant | null;
  readonly conflicts: readonly Conflict[];
}

/** Somebody wanted to agree to the terms on the table, which are below take: they wait for an approval. */
export interface ApprovalRequested {
  readonly offerId: string;
  /** What was wanted: a verbal yes, or the signing of the memo. */
  readonly wanted: 'acceptance' | 'deal memo';
}

/** The terms on the table, below take, are approved by someone who may. Dies when the terms change. */
export interface OfferApproved {
  readonly offerId: string;
  /** The event that put these terms on the table; absent: the last one before. */
  readonly rung?: string;
  readonly reason?: string;
}

/** An offer is told to few: from now on it is recorded who is shown it. */
export interface OfferKeptConfidential {
  readonly offerId: string;
  readonly reason?: string;
}

/** A verbal yes: the rights of the offer are reserved for its buyer until a time. Not yet a deal. */
export interface OfferAccepted {
  readonly offerId: string;
  /** When the reservation lapses by itself; `null` when nobody said. */
  readonly reservedUntil: Instant | null;
  /** Why this one won. */
  readonly reason?: string;
  readonly override?: Override;
}

/** The seller says no to an offer. */
export interface OfferDeclined {
  readonly offerId: string;
  readonly reason?: string;
}

/** The buyer takes its offer back. */
export interface OfferWithdrawn {
  readonly offerId: string;
  readonly reason?: string;
}

/** An offer or its reservation reached its time without an answer or a memo. */
export interface OfferLapsed {
  readonly offerId: string;
}

/** A verbal yes is given up before its time; the offer is dead. */
export interface ReservationReleased {
  readonly offerId: string;
  readonly reason?: string;
}
