export type { Day, Instant, OccurredAt, Precision } from './occurred-at';
export { addDays, compareDays, dayNumber, dayOfNumber, mondayOf, parseDay, utcDay } from './day';
export { UTC, calendarOf, happenedFrom, type Calendar } from './calendar';
export { endOfDay } from './end-of-day';
export { daysLate } from './days-late';
export { parseInstant } from './instant';
export { parseOccurredAt } from './parse-occurred-at';
export { describeDay, describeOccurredAt } from './describe-occurred-at';
export { firstDay, happenedBy, lastDay, inOrderOfOccurrence } from './order';
