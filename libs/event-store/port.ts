/**
 * The event store port: what Ovation needs of a log, and all that it needs.
 *
 * Every adapter makes the same promises; `contract/` tries them. One log, totally ordered by position; streams within
 * it, each ordered by revision from 0 without a gap. Nothing that was appended is ever changed or removed.
 */

/**
 * A place in the log. Opaque, but ordered: of two positions of the same store the later one compares greater as a
 * string, so adapters pad them to a fixed width. `START` is before every event.
 */
export type Position = string & { readonly __brand: 'Position' };
export const START = '' as Position;

/** The name of a stream: `<category>-<id>`, such as `film-0190…`. Letters, digits, `-` and `_`, at most 200 characters. */
export type StreamName = string;

/**
 * What the writer believes of the stream. Mandatory, so that nobody writes blind:
 * `no-stream` it does not exist yet; a revision: that of its last event; `exists` it has at least one event.
 * Only the first two may be retried after an unknown outcome.
 */
export type ExpectedRevision = 'no-stream' | bigint | 'exists';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An event as the writer hands it over. */
export interface NewEvent {
  /** UUID, given by the writer: a retry with the same ids and the same expected revision is recognised. */
  readonly id: string;
  /** Stored name, stable for ever; see the codec. */
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  /** Flat, strings only: every store and every client of it can carry that. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Only when an event is carried over from another store: its time there, kept. Otherwise the store stamps it. */
  readonly recordedAt?: string;
}

/** An event as the log holds it. */
export interface RecordedEvent {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: bigint;
  readonly position: Position;
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * UTC, ISO 8601 with milliseconds. Never earlier than that of the event before it in the same stream; nor, where one
   * process writes, in the whole log: several processes have several clocks.
   */
  readonly recordedAt: string;
}

/** An event as the log holds it, its data and metadata as JSON, each in one line. */
export interface RecordedText extends Omit<RecordedEvent, 'data' | 'metadata'> {
  readonly data: string;
  readonly metadata: string;
}

/** What the writer is told once its events are durable. */
export interface AppendResult {
  /** Revision of the last event written. */
  readonly revision: bigint;
  /** Position of the last event written. */
  readonly position: Position;
  /** When the last event written was recorded; absent where the store does not know without reading it. */
  readonly recordedAt?: string;
  /** True when these very events were there already, from an earlier try: nothing was written now. */
  readonly repeated: boolean;
}

/** Told by a subscription when it has read everything there was, and again each time that happens after being behind. */
export interface CaughtUp {
  readonly caughtUp: true;
  /** The position read up to. */
  readonly position: Position;
}

export type Direction = 'forwards' | 'backwards';

export interface ReadStreamOptions {
  /** First revision to read; default: the first one of the direction. */
  readonly from?: bigint;
  readonly direction?: Direction;
  /** At most so many events; default: all. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Exclusive; default: the start (forwards) or the end (backwards). */
  readonly after?: Position;
  readonly direction?: Direction;
  readonly limit?: number;
}

export interface ReadTextOptions extends Pick<ReadAllOptions, 'after' | 'limit'> {
  /** What was damaged may then be no JSON: for whoever parses it anyway. */
  readonly isUnchecked?: boolean;
}

export interface SubscribeOptions {
  /** Exclusive. */
  readonly after: Position;
  /** The only way to end a subscription. */
  readonly signal: AbortSignal;
}

export interface EventStore {
  /**
   * Appends `events`, contiguous and all or nothing, and answers once they are durable.
   * @throws EventStoreError with code `conflict`, `invalid`, `too-large`, `unavailable`, `outcome-unknown`, `full`, `read-only`, `corrupt` or `closed`.
   */
  append(stream: StreamName, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;
  /** The events of one stream; nothing at all when the stream does not exist. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  /** The events of the whole log, in order of position. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /**
   * The same events, forwards and several at once, with their JSON as text, for whoever hands it on as it is. Only where the
   * store keeps such text; it is JSON, or the store throws `corrupt`.
   */
  readAllText?(options?: ReadTextOptions): AsyncIterable<readonly RecordedText[]>;
  /**
   * The events after a position and then those to come, pulled by the reader: a slow reader slows the subscription, not
   * the writers. Never ends, reconnects by itself, until `signal` is aborted; then it just finishes.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent | CaughtUp>;
  /** Position of the last event of the log, `START` if there is none. */
  head(): Promise<Position>;
  /** Answers what was accepted, then lets go of files and connections. Repeated calls do nothing. */
  close(): Promise<void>;
}

export const isCaughtUp = (item: RecordedEvent | CaughtUp): item is CaughtUp => 'caughtUp' in item;
