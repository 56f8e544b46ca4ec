import type { Rights } from '../rights';
import type { Instant } from '../time';

/** A buyer says that it is interested; no terms yet. */
export interface InterestExpressed {
  readonly buyer: string;
  /** What it is interested in, if it said so. */
  readonly rights?: Rights;
}

/** A buyer says no to the film. */
export interface BuyerPassed {
  readonly buyer: string;
  readonly reason?: string;
}

/** Talks with a buyer begin; exclusive talks keep the others out until they end. */
export interface NegotiationEntered {
  readonly buyer: string;
  readonly exclusive: boolean;
  /** When they end by themselves; `null` when nobody said. */
  readonly until: Instant | null;
  readonly rights?: Rights;
}
