import type { OccurredAt } from '../time';

/** A fact with no event of its own, kept in words. */
export interface NoteTaken {
  readonly text: string;
}

/** What an earlier entry should have said. Every view shows the corrected value, and that it was corrected. */
export interface EntryCorrected {
  /** Id of the event that is corrected. */
  readonly corrects: string;
  /** Stored name of that event. */
  readonly type: string;
  /** Fields of that event with their right values; `null` takes an optional field out. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** When it really occurred, if that was wrong. */
  readonly occurred?: OccurredAt;
  readonly reason?: string;
}

/** An earlier entry should not have been made. */
export interface EntryRetracted {
  /** Id of the event that is retracted. */
  readonly retracts: string;
  readonly reason?: string;
}

/** A document that is kept beside the log. */
export interface AttachedDocument {
  /** What it is called. */
  readonly name: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** As its bytes tell it: `application/pdf`. */
  readonly mediaType: string;
}

/** A document stands behind an earlier entry: the mail, the memo, the contract. It changes nothing of what the entry says. */
export interface EvidenceAttached {
  /** Id of the event that it stands behind. */
  readonly entry: string;
  readonly document: AttachedDocument;
}
