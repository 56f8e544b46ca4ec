import type { Day, Instant } from './occurred-at';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_PER_400_YEARS = 146_097;
const FIRST_DAY: Day = '0001-01-01';
const LAST_DAY: Day = '9999-12-31';

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month of the Gregorian calendar; `month` is 1 to 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isDate(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * Reads a calendar date written `YYYY-MM-DD`, years 0001 to 9999 of the Gregorian calendar.
 * `undefined` for anything else, `2024-02-30` included.
 */
export function parseDay(text: string): Day | undefined {
  const match = DAY.exec(text);
  if (match === null) return undefined;
  return isDate(Number(match[1]), Number(match[2]), Number(match[3])) ? text : undefined;
}

/** Days from 1970-01-01 to a day, negative before it; `NaN` when it is not written `YYYY-MM-DD`. */
export function dayNumber(day: Day): number {
  const match = DAY.exec(day);
  if (match === null) return Number.NaN;
  // The year is taken to begin in March, so that the leap day is its last one (Hinnant, days_from_civil).
  const month = Number(match[2]);
  const year = Number(match[1]) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(match[3]) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_400_YEARS + dayOfEra - 719_468;
}

const FIRST_NUMBER = dayNumber(FIRST_DAY);
const LAST_NUMBER = dayNumber(LAST_DAY);

/** The day that many days after 1970-01-01; what lies outside the years 0001 to 9999 becomes their first or last day. */
export function dayOfNumber(number: number): Day {
  if (number <= FIRST_NUMBER) return FIRST_DAY;
  if (number >= LAST_NUMBER) return LAST_DAY;
  const shifted = number + 719_468;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day `n` days later, earlier when negative; never outside the years 0001 to 9999. */
export function addDays(day: Day, n: number): Day {
  return dayOfNumber(dayNumber(day) + n);
}

/** Negative when `a` is the earlier day, 0 when they are the same, positive when `a` is the later one. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The Monday of the ISO 8601 week a day lies in. */
export function mondayOf(day: Day): Day {
  // 1970-01-01 was a Thursday.
  const number = dayNumber(day);
  return dayOfNumber(number - ((((number + 3) % 7) + 7) % 7));
}

/** The Monday of week `week` of an ISO 8601 week-numbering year; `undefined` when that year has no such week. */
export function mondayOfIsoWeek(year: number, week: number): Day | undefined {
  if (year < 1 || year > 9999 || week < 1) return undefined;
  // Week 1 is the week of 4 January; the last week is that of 28 December.
  const text = String(year).padStart(4, '0');
  const monday = addDays(mondayOf(`${text}-01-04`), (week - 1) * 7);
  return compareDays(monday, `${text}-12-28`) <= 0 ? monday : undefined;
}

/** The calendar date of a moment in UTC. */
export function utcDay(instant: Instant): Day {
  return instant.slice(0, 10);
}
