import type { OccurredAt } from '#acquisition/domain';
import { parseDay, parseOccurredAt } from '#acquisition/domain';
import type { Cell } from '../table/table';
import { dayOfSerial } from '../table/xlsx/cell-value';
import type { Read } from './read';

/** Which of two numbers is the day: `09/07/24` is 9 July or September 7. */
export type DayOrder = 'dmy' | 'mdy';
export const DAY_ORDERS: readonly DayOrder[] = ['dmy', 'mdy'];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const TIME = String.raw`(?:[T\s,]+\d{1,2}:\d{2}.*)?`;
const YEAR = String.raw`(\d{4}|'?\d{2})`;
const pattern = (source: string): RegExp => new RegExp(`^${source}${TIME}$`, 'i');

const NUMBERS = pattern(String.raw`(\d{1,2})([./-])(\d{1,2})\2${YEAR}`);
const YEAR_FIRST = pattern(String.raw`(\d{4})[./-](\d{1,2})[./-](\d{1,2})`);
const DAY_MONTH = pattern(String.raw`(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(${MONTH})\.?[\s,.-]+${YEAR}`);
const MONTH_DAY = pattern(String.raw`(${MONTH})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,]+${YEAR}`);
const MONTH_ONLY = new RegExp(String.raw`^(${MONTH})\.?[\s,-]+(\d{4})$`, 'i');

/** Two digits are of this century up to here, else of the last one. */
const LAST_YEAR_OF_THIS_CENTURY = 69;
/** Numbers that are serial days of 1954 to 2119: others are years, or no day at all. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

const NOT_A_DAY = 'is no date that can be read: write it like 2024-09-07 or 7 Sep 2024';

function fullYear(text: string): number {
  const digits = text.replace("'", '');
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year + (year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 : 1900);
}

const two = (n: number): string => String(n).padStart(2, '0');

function onDay(year: number, month: number, day: number): Read<OccurredAt> {
  const on = parseDay(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
  return on === undefined
    ? { problem: 'is no day of the calendar: check day and month' }
    : { value: { on, precision: 'day' } };
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** What two numbers tell by themselves: one beyond 12 is the day; behind full stops the day comes first. */
function orderOf(first: number, second: number, separator: string): DayOrder | 'either' | undefined {
  if (first > 12) return 'dmy';
  if (second > 12) return 'mdy';
  if (separator === '.') return 'dmy';
  return first === second ? 'either' : undefined;
}

/** The order that the cells of a column tell; undefined when they tell none, or both. */
export function orderToldBy(cells: Iterable<Cell | undefined>): DayOrder | undefined {
  const orders = new Set<DayOrder>();
  for (const cell of cells) {
    const [found, first, separator, second] = cell?.kind === 'text' ? (NUMBERS.exec(cell.text) ?? []) : [];
    if (found === undefined || separator === '.') continue;
    const order = orderOf(Number(first), Number(second), separator ?? '');
    if (order === 'dmy' || order === 'mdy') orders.add(order);
  }
  const [order] = orders;
  return orders.size === 1 ? order : undefined;
}

function readNumbers([, first = '', separator = '', second = '', year = '']: RegExpExecArray, told?: DayOrder) {
  const [one, other] = [Number(first), Number(second)];
  const order = orderOf(one, other, separator) ?? told;
  if (order === undefined) {
    return {
      problem:
        'may be day and month or month and day, and no other row of the column tells: say which with --dates dmy or --dates mdy',
    };
  }
  return order === 'mdy' ? onDay(fullYear(year), one, other) : onDay(fullYear(year), other, one);
}

function readText(text: string, told: DayOrder | undefined): Read<OccurredAt> {
  const iso = parseOccurredAt(text);
  if (iso !== undefined) return { value: iso };
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return onDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth !== null) return onDay(fullYear(dayMonth[3] ?? ''), monthOf(dayMonth[2] ?? ''), Number(dayMonth[1]));
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay !== null) return onDay(fullYear(monthDay[3] ?? ''), monthOf(monthDay[1] ?? ''), Number(monthDay[2]));
  const month = MONTH_ONLY.exec(text);
  if (month !== null) {
    return { value: { on: `${month[2] ?? ''}-${two(monthOf(month[1] ?? ''))}-01`, precision: 'month' } };
  }
  const numbers = NUMBERS.exec(text);
  return numbers === null ? { problem: NOT_A_DAY } : readNumbers(numbers, told);
}

/**
 * Reads when something happened: a date of Excel, ISO 8601, `7 Sep 2024`, `Sep 2024`, `09/07/24`.
 * @param told the order of day and month where the numbers themselves do not tell.
 */
export function readDay(cell: Cell, told?: DayOrder): Read<OccurredAt> {
  if (cell.kind === 'day') return { value: { on: cell.day, precision: 'day' } };
  if (cell.kind !== 'number') return readText(cell.text, told);
  const { number } = cell;
  if (number < FIRST_SERIAL || number > LAST_SERIAL) return readText(cell.text, told);
  const on = dayOfSerial(number, false);
  return { value: { on, precision: 'day' }, remark: `${cell.text} is taken for a date of Excel, ${on}` };
}
