import type { AmountRequest, Day, Instant, OccurredAt, RightsRequest, TermsRequest } from '#acquisition/domain';
import type { ToldRow } from '#acquisition/importing';
import type { SaleStatus } from '../cells/read-status';

/** The film that a row names. */
export interface NamedFilm {
  readonly title: string;
  readonly year?: number;
  readonly directors: readonly string[];
}

/** What a row says was offered or sold. It stays the same row as long as this does. */
export interface Sale {
  readonly buyer: string;
  readonly rights: RightsRequest;
  readonly terms: TermsRequest;
  /** When it was offered, or signed where nothing else is told. */
  readonly on: OccurredAt;
  /** Last day on which it stands. */
  readonly expiresOn?: Day;
}

/** When what became of it happened. */
export interface Outcome {
  readonly status: SaleStatus;
  /** As it is written. */
  readonly said: string;
  readonly answered?: OccurredAt;
  readonly signed?: OccurredAt;
  readonly longForm?: OccurredAt;
  /** What the seller asked instead. */
  readonly counter?: AmountRequest;
}

/** A row that could be read: an offer or a deal. */
export interface SaleRow extends ToldRow {
  readonly film: NamedFilm;
  readonly sale: Sale;
  readonly outcome: Outcome;
  /** The end of the last day on which it stands, in the reporting time zone. */
  readonly expiresAt?: Instant;
  /** True when it says when it was offered, so that the offer is told and not only the deal. */
  readonly tellsOffer: boolean;
  readonly cites: readonly string[];
  /** The whole row as it is written, by the names of its columns. */
  readonly kept: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}

/** A row that could not: what is wrong with which of its cells. */
export interface UnreadableRow extends ToldRow {
  readonly film: NamedFilm;
  readonly problems: readonly string[];
}

export type RowOfSheet = SaleRow | UnreadableRow;
