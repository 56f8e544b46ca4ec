import { mondayOf } from './day';
import type { Day, OccurredAt } from './occurred-at';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function yearOf(day: Day): string {
  return String(Number(day.slice(0, 4)));
}

function monthOf(day: Day): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7);
}

/** A day for people: `7 September 2024`. */
export function describeDay(day: Day): string {
  return `${String(Number(day.slice(8, 10)))} ${monthOf(day)} ${yearOf(day)}`;
}

/**
 * When something happened, for people and as precisely as it is known: `7 September 2024, 22:15 UTC`,
 * `7 September 2024`, `week of 16 June 2025` (its Monday), `May 2024`, `2019`.
 */
export function describeOccurredAt(occurredAt: OccurredAt): string {
  const { on, precision } = occurredAt;
  switch (precision) {
    case 'instant':
      return `${describeDay(on)}, ${on.slice(11, 16)} UTC`;
    case 'day':
      return describeDay(on);
    case 'week':
      return `week of ${describeDay(mondayOf(on))}`;
    case 'month':
      return `${monthOf(on)} ${yearOf(on)}`;
    case 'year':
      return yearOf(on);
  }
}
