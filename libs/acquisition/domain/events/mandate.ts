import type { Amount } from '../money';
import type { Rights } from '../rights';

/** The sales agent is given rights to sell. Without any mandate the mandate is worldwide, all rights. */
export interface MandateGranted {
  /** The id of this event. */
  readonly mandateId: string;
  /** Who grants it: the producer, usually. */
  readonly grantor?: string;
  /** Who may sell: the sales agent. */
  readonly agent: string;
  readonly rights: Rights;
}

/** A mandate ends; what was sold under it stays sold. */
export interface MandateEnded {
  readonly mandateId: string;
  readonly reason?: string;
}

/** One line of ask and take. */
export interface Estimate {
  readonly rights: Rights;
  /** The price wished for. */
  readonly ask?: Amount;
  /** The lowest price that may be accepted without an approval. */
  readonly take?: Amount;
}

/** Ask and take by territory lot and medium; replaces the estimates before it. */
export interface EstimatesSet {
  readonly estimates: readonly Estimate[];
}
