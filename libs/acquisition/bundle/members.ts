import type { DocumentInLog } from '#acquisition/evidence';

/** Names of what a bundle holds. */
export const MEMBERS = {
  page: 'README.html',
  key: 'ledger.key',
  checkpoint: 'checkpoint.txt',
  events: 'events.jsonl',
  proofs: 'proofs.jsonl',
  manifest: 'manifest.json',
} as const;

export const evidenceMember = (sha256: string): string => `evidence/${sha256}`;

/** A member, as the manifest lists it. */
export interface Member {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What a bundle says of itself. */
export interface Manifest {
  readonly format: 1;
  /** Which log it is of. */
  readonly origin: string;
  /** Of the checkpoint. */
  readonly size: number;
  /** `null`: the whole log. */
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string } | null;
  /** Notes by which the log came from one key to the next. */
  readonly rotations: readonly { readonly key: string; readonly note: string }[];
  /** Documents that entries name and that were not kept, or not as they were, when the bundle was made. */
  readonly unkept: readonly Pick<DocumentInLog, 'sha256' | 'name' | 'eventId'>[];
  /** Every other member. */
  readonly members: readonly Member[];
}
