import type { Rights } from '../rights';
import type { Override, Terms } from './offers';

/** A signed paper, known by its digest. */
export interface Evidence {
  readonly name: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** The deal memo is signed: the rights are committed. */
export interface FilmAcquired {
  /** The id of this event. */
  readonly dealId: string;
  /** The offer that led to it, if one was recorded. */
  readonly offerId?: string;
  readonly buyer: string;
  /** What the deal commits. Never overlaps another deal where either is exclusive. */
  readonly rights: Rights;
  /** What the source claims that it sold, when that is more than was free; the rest is in dispute. */
  readonly claimed?: Rights;
  readonly terms: Terms;
  readonly sellers?: readonly string[];
  readonly evidence?: Evidence;
  /** Why this buyer won. */
  readonly reason?: string;
  readonly override?: Override;
}

/** The long-form agreement is executed: the rights are licensed. */
export interface LongFormExecuted {
  readonly dealId: string;
  readonly evidence?: Evidence;
}

/** The parties change a deal; what is not named stays. */
export interface DealAmended {
  readonly dealId: string;
  /** Replaces the rights of the deal. */
  readonly rights?: Rights;
  readonly terms?: Terms;
  readonly reason?: string;
}

/** A deal, or a part of it, is undone as if it had not been made. */
export interface DealRescinded {
  readonly dealId: string;
  /** The part; the whole deal when absent. */
  readonly rights?: Rights;
  readonly reason?: string;
}

/** Rights of a deal, all or a part, go back to the seller from the day it occurred. */
export interface RightsReverted {
  readonly dealId: string;
  /** The part; all that the deal held when absent. */
  readonly rights?: Rights;
  readonly reason?: string;
}

/** The buyer accepts the delivered materials. */
export interface DeliveryAccepted {
  readonly dealId: string;
}

/** Parties disagree about who holds what. */
export interface DisputeOpened {
  /** The id of this event. */
  readonly disputeId: string;
  readonly dealIds: readonly string[];
  /** What it is about, in words. */
  readonly about: string;
}

/** A dispute is settled. What it changes in a deal is recorded on the deal. */
export interface DisputeSettled {
  readonly disputeId: string;
  readonly outcome: string;
}
