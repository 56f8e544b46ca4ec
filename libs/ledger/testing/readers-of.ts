import type { EventStore } from '#event-store';
import { examineRange, type EventCheck, type Readers } from '..';

/** Two who share the reading of a log, in this thread. @param range Events that are asked of one at once. */
export const readersOf = <Note = undefined>(
  log: Pick<EventStore, 'readAll'>,
  range: number,
  note: EventCheck<Note>['note'] = () => undefined,
): Readers<Note> => ({
  count: 2,
  range,
  examine: (asked) => examineRange(log, asked, note).catch(() => undefined),
});
