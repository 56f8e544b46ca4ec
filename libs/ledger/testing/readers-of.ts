import type { EventStore } from '#event-store';
import { NO_NOTES, checkRange, compareStreams, type EventNotes, type KeptLeaves, type Readers } from '..';

/** Two who share the reading of a log, in this thread. @param level A range has two to this power of events. */
export function readersOf(
  log: Pick<EventStore, 'readAll' | 'readAllText' | 'readStream'>,
  kept: KeptLeaves,
  level: number,
): Readers<undefined>;
export function readersOf<Noted>(
  log: Pick<EventStore, 'readAll' | 'readAllText' | 'readStream'>,
  kept: KeptLeaves,
  level: number,
  notes: () => EventNotes<Noted>,
): Readers<Noted>;
export function readersOf(
  log: Pick<EventStore, 'readAll' | 'readAllText' | 'readStream'>,
  kept: KeptLeaves,
  level: number,
  notes: () => EventNotes<unknown> = () => NO_NOTES,
): Readers<unknown> {
  return {
    count: 2,
    level,
    check: (range) => checkRange(log, kept, range, notes()),
    compareStreams: (streams) => compareStreams(log, streams),
  };
}
