import { mondayOfIsoWeek, parseDay, utcDay } from './day';
import { parseInstant } from './instant';
import type { OccurredAt, Precision } from './occurred-at';

const FROM_NARROW_TO_WIDE: readonly Precision[] = ['instant', 'day', 'week', 'month', 'year'];

function asWritten(text: string): OccurredAt | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week !== null) {
    const monday = mondayOfIsoWeek(Number(week[1]), Number(week[2]));
    return monday === undefined ? undefined : { on: monday, precision: 'week' };
  }
  const partial: readonly [RegExp, string, Precision][] = [
    [/^\d{4}$/, '-01-01', 'year'],
    [/^\d{4}-\d{2}$/, '-01', 'month'],
    [/^\d{4}-\d{2}-\d{2}$/, '', 'day'],
  ];
  for (const [pattern, rest, precision] of partial) {
    if (pattern.test(text)) {
      const on = parseDay(text + rest);
      return on === undefined ? undefined : { on, precision };
    }
  }
  const on = parseInstant(text);
  return on === undefined ? undefined : { on, precision: 'instant' };
}

/**
 * Reads when something happened, as precisely as it is written: `2024` is a year, `2024-09` a month, `2024-W36` an ISO
 * week, `2024-09-07` a day, `2024-09-07T22:15:00Z` an instant. A `precision` that is wider than what is written widens
 * it: `2025-06-16` with `week` is the week of 16 June 2025 (an instant widens to its day in UTC). `undefined` when it
 * cannot be read, or when `precision` asks for more than is written.
 */
export function parseOccurredAt(text: string, precision?: Precision): OccurredAt | undefined {
  const written = asWritten(text);
  if (written === undefined || precision === undefined || precision === written.precision) return written;
  if (FROM_NARROW_TO_WIDE.indexOf(precision) < FROM_NARROW_TO_WIDE.indexOf(written.precision)) return undefined;
  return { on: written.precision === 'instant' ? utcDay(written.on) : written.on, precision };
}
