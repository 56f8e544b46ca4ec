import { addDays, dayNumber, parseDay } from './day';
import type { Instant } from './occurred-at';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|([+-])(\d{2})(?::?(\d{2}))?)$/;
const MINUTES_PER_DAY = 1440;

/**
 * Reads a moment written in ISO 8601 with `Z` or an offset (`+02:00`, `+0200`, `+02`), and gives it in UTC to the
 * millisecond; finer digits are cut off. `undefined` for anything else: a time without an offset is not a moment.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, date = '', hours, minutes, seconds = '00', fraction = '', , sign, offsetHours = '0', offsetMinutes = '0'] =
    match;
  const day = parseDay(date);
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  const minuteOfDay = Number(hours) * 60 + Number(minutes) - offset;
  const days = Math.floor(minuteOfDay / MINUTES_PER_DAY);
  const utc = addDays(day, days);
  if (dayNumber(utc) - dayNumber(day) !== days) return undefined;
  const rest = minuteOfDay - days * MINUTES_PER_DAY;
  const hh = String(Math.floor(rest / 60)).padStart(2, '0');
  const mm = String(rest % 60).padStart(2, '0');
  return `${utc}T${hh}:${mm}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
