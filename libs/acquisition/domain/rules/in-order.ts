import type { Day } from '../time';
import type { Entry, Refusal } from './decision';
import { refuseFields, saleDay } from './decision';

/**
 * Refuses an entry that is said to have occurred before what it speaks of: told in that order, it would mean something
 * else. An import is taken as it tells it.
 */
export function refuseIfBefore(day: Day | undefined, what: string, entry: Entry): Refusal | undefined {
  if (day === undefined || entry.source.kind === 'import' || saleDay(entry) >= day) return undefined;
  const message = `is, or may be, before ${what} (${day}): give the day, not before that`;
  return refuseFields([{ field: 'occurredAt', message }]);
}
