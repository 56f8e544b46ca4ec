import type { EventStore, Position, RecordedEvent } from '#event-store';
import { leafOf } from '../leaf';
import { isLedgerStream } from '../record';
import { HASH_BYTES } from '../tree';
import type { EventFound, Finding } from './verdict';

/** An event without what it says. */
export type EventHead = Omit<RecordedEvent, 'data' | 'metadata'>;

/** What else is asked of the events of a log, in two steps, so that several threads can share the first one. */
export interface EventCheck<Note> {
  /** What there is to know of an event by itself; undefined: nothing. Pure, and it can be sent to a thread. */
  readonly note: (event: RecordedEvent) => Note | undefined;
  /** What is wrong with an event. Called with each, in the order of the log. */
  readonly findIn: (event: EventHead, note: Note | undefined, found: EventFound) => readonly Finding[];
}

/** An event that was read, and what was computed of it by itself. */
export interface Examined<Note> {
  readonly event: EventHead;
  readonly leaf: Buffer;
  readonly note: Note | undefined;
  /** With what it says; only of an event of the ledger. */
  readonly whole: RecordedEvent | undefined;
}

/** A part of a log: the events after a position, up to another one and that too. */
export interface LogRange {
  readonly after: Position;
  readonly upTo: Position;
  /** So many events, as the tree says: no more are read, whatever the positions say. */
  readonly count: number;
}

/** What was computed of the events of a range, in their order. It can be sent to a thread. */
export interface ExaminedRange<Note> {
  readonly events: readonly Omit<Examined<Note>, 'leaf'>[];
  /** Their leaves, without anything in between. */
  readonly leaves: Uint8Array<ArrayBuffer>;
}

/** @throws as `leafOf`. */
export function examine<Note>(event: RecordedEvent, note: EventCheck<Note>['note']): Examined<Note> {
  const { id, stream, revision, position, type, recordedAt } = event;
  const head: EventHead = { id, stream, revision, position, type, recordedAt };
  const whole = isLedgerStream(stream) ? event : undefined;
  return { event: head, leaf: leafOf(event), note: note(event), whole };
}

/** Reads a range and computes what can be of each event by itself. @throws EventStoreError, also where one cannot be read. */
export async function examineRange<Note>(
  log: Pick<EventStore, 'readAll'>,
  { after, upTo, count }: LogRange,
  note: EventCheck<Note>['note'],
): Promise<ExaminedRange<Note>> {
  const events: Omit<Examined<Note>, 'leaf'>[] = [];
  const leaves: Buffer[] = [];
  for await (const event of log.readAll({ after, limit: count })) {
    if (event.position > upTo) break;
    const { leaf, ...examined } = examine(event, note);
    events.push(examined);
    leaves.push(leaf);
  }
  const bytes = new Uint8Array(leaves.length * HASH_BYTES);
  for (const [index, leaf] of leaves.entries()) bytes.set(leaf, index * HASH_BYTES);
  return { events, leaves: bytes };
}
