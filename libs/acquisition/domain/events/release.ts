import type { Rights } from '../rights';
import type { OccurredAt } from '../time';

/** A release is announced for a date, or moved. `null` takes a date back. */
export interface ReleaseDated {
  readonly distributor?: string;
  readonly rights?: Rights;
  readonly releaseOn: OccurredAt | null;
}

/** The film opens. */
export interface FilmReleased {
  readonly distributor: string;
  /** Where and in which media it opens. */
  readonly rights: Rights;
  readonly screens?: number;
}
