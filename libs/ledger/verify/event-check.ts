import type { RecordedEvent } from '#event-store';
import type { EventFound, Finding } from './verdict';

/** What else is asked of the events of a log than the ledger does. */
export interface EventCheck<Noted> {
  /** What is wrong with an event. Called with each in the order of the log, those of ranges that were taken over aside. */
  readonly findIn: (event: RecordedEvent, found: EventFound) => readonly Finding[];
  /** Takes over what was noted of the next events. False: something is wrong with one of them, and nothing was taken over. */
  readonly take: (noted: Noted) => boolean;
}

/** What whoever reads a range of a log notes of its events for the check. */
export interface EventNotes<Noted> {
  /** Called with each event of the range. False: something is wrong with it. */
  readonly add: (event: RecordedEvent) => boolean;
  /** Of all that were added. It can be sent to a thread. */
  readonly noted: () => Noted;
}

/** For who asks nothing else. */
export const NO_NOTES: EventNotes<undefined> = { add: () => true, noted: () => undefined };
