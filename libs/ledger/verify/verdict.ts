import type { RecordedEvent } from '#event-store';

/** An event without what it says. */
export type EventHead = Omit<RecordedEvent, 'data' | 'metadata'>;

/**
 * What is wrong with a log:
 * `unreadable` the store cannot read it; `altered` an event is another than was recorded; `removed`, `inserted`, `moved`;
 * `shrunk` the end is gone; `renumbered` revisions of a stream do not follow each other; `re-dated` it was recorded before the
 * one before it; `undecodable` it is none that this program knows; `dangling` it names an entry that is not there before it;
 * `checkpoint` a checkpoint does not fit the log; `evidence` a document is missing or altered; `view` a view is not what the
 * events make; `ledger` the ledger's own files are not what was written.
 */
export type FindingCode =
  | 'unreadable'
  | 'altered'
  | 'removed'
  | 'inserted'
  | 'moved'
  | 'shrunk'
  | 'renumbered'
  | 're-dated'
  | 'undecodable'
  | 'dangling'
  | 'checkpoint'
  | 'evidence'
  | 'view'
  | 'ledger';

/** An event, where it is about one. */
export interface EventFound {
  /** The number of the event in the log, counted from 1. */
  readonly number: number;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: string;
  readonly recordedAt: string;
}

export interface Finding {
  readonly code: FindingCode;
  /** What is wrong, in a sentence that names it. */
  readonly message: string;
  readonly event?: EventFound;
  /** It is about what the caller gave, a key or a checkpoint, which may be the wrong one. */
  readonly isOfGiven?: true;
}

/** What came out of reading a log again. */
export interface Verdict {
  /** True when nothing was found. */
  readonly isIntact: boolean;
  /** In the order of the log; the first one is the one to look at. */
  readonly findings: readonly Finding[];
  /** Nothing wrong, but to be known, a sentence each. */
  readonly remarks: readonly string[];
  readonly events: number;
  /** Of the tree over all events, hex. */
  readonly root: string;
  /** Which log it says it is; undefined where no ledger was begun. */
  readonly origin?: string;
  /** Checkpoints that fit, those given aside. */
  readonly checkpoints: number;
  /** So many events are covered by a signed checkpoint. */
  readonly covered: number;
}

export const foundIn = (event: EventHead, index: number): EventFound => ({
  number: index + 1,
  id: event.id,
  type: event.type,
  stream: event.stream,
  revision: String(event.revision),
  recordedAt: event.recordedAt,
});

export const nameOf = ({ number, type, id, stream, revision }: EventFound): string =>
  `event ${String(number)} of the log (${type} ${id}, revision ${revision} of ${stream})`;

export const upper = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
