import * as fc from 'fast-check';
import { dayOfNumber } from '#acquisition/domain';
import type { Cell } from '../table/table';
import { dayOfSerial } from '../table/xlsx/cell-value';
import { orderToldBy, readDay } from './read-day';

const text = (words: string): Cell => ({ kind: 'text', text: words });
const number = (n: number): Cell => ({ kind: 'number', number: n, text: String(n) });

const said = (cell: Cell, order?: 'dmy' | 'mdy'): string => {
  const read = readDay(cell, order);
  return 'problem' in read ? `refused: ${read.problem}` : `${read.value.on} ${read.value.precision}`;
};

const NEITHER = /^refused: may be day and month or month and day, .*--dates dmy or --dates mdy$/;

it.each([
  ['2024-09-07', '2024-09-07 day'],
  ['2024-09', '2024-09-01 month'],
  ['2024', '2024-01-01 year'],
  ['2024-09-07 22:15:00', '2024-09-07 day'],
  ['2024/09/07', '2024-09-07 day'],
  ['7 Sep 2024', '2024-09-07 day'],
  ['7th September, 2024', '2024-09-07 day'],
  ['07-Sep-24', '2024-09-07 day'],
  ['Sep 7, 2024', '2024-09-07 day'],
  ['September 7th 2024', '2024-09-07 day'],
  ['Sept. 2024', '2024-09-01 month'],
  ["7 Sep '24", '2024-09-07 day'],
  ['07.09.2024', '2024-09-07 day'],
  ['25/09/24', '2024-09-25 day'],
  ['09/25/24', '2024-09-25 day'],
  ['09/09/24', '2024-09-09 day'],
  ['01.02.69', '2069-02-01 day'],
  ['01.02.70', '1970-02-01 day'],
])('%s is %s', (words, meant) => {
  expect(said(text(words))).toBe(meant);
});

it.each([
  ['31 Feb 2024', /^refused: is no day of the calendar/],
  ['31.04.2024', /^refused: is no day of the calendar/],
  ['13/13/24', /^refused: is no day of the calendar/],
  ['Q1 2025', /^refused: is no date that can be read/],
  ['soon', /^refused: is no date that can be read/],
  ['Sep-24', /^refused: is no date that can be read/],
  ['09/07/24', NEITHER],
])('%s is refused', (words, sentence) => {
  expect(said(text(words))).toMatch(sentence);
});

it('reads an order that it was told, or that the rest of the column tells', () => {
  expect([said(text('09/07/24'), 'dmy'), said(text('09/07/24'), 'mdy')]).toEqual(['2024-07-09 day', '2024-09-07 day']);
  const column = (...cells: readonly string[]) => orderToldBy(cells.map(text));
  expect(column('09/07/24', '25/09/24')).toBe('dmy');
  expect(column('09/07/24', '09/25/24')).toBe('mdy');
  expect(column('09/07/24', '25/09/24', '09/25/24')).toBeUndefined();
  expect(column('09/07/24', '07.09.2024')).toBeUndefined();
});

it('reads serial days of Excel, in both of its calendars', () => {
  expect(said(number(45_542))).toBe('2024-09-07 day');
  expect(said(number(2024))).toBe('2024-01-01 year');
  expect(said(number(7))).toMatch(/^refused/);
  expect([dayOfSerial(45_542, false), dayOfSerial(44_080, true)]).toEqual(['2024-09-07', '2024-09-07']);
  // Excel counts a 29 February 1900 that never was.
  expect([dayOfSerial(1, false), dayOfSerial(59, false), dayOfSerial(61, false)]).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
  ]);
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

it('reads every day, however it is written, as that day', () => {
  const day = fc.integer({ min: -5_000, max: 35_000 }).map(dayOfNumber);
  fc.assert(
    fc.property(day, fc.constantFrom('/', '-', '.'), (on, separator) => {
      const [year = '', month = '', date = ''] = on.split('-');
      const name = MONTHS[Number(month) - 1] ?? '';
      const dmy = [String(Number(date)), String(Number(month)), year].join(separator);
      const mdy = [month, date, year].join('/');
      const forms = [
        on,
        `${date} ${name} ${year}`,
        `${name} ${String(Number(date))}, ${year}`,
        `${date}-${name}-${year}`,
      ];
      for (const form of forms) expect([form, said(text(form))]).toEqual([form, `${on} day`]);
      expect(said(text(dmy), 'dmy')).toBe(`${on} day`);
      expect(said(text(mdy), 'mdy')).toBe(`${on} day`);
    }),
    { numRuns: 1_000 },
  );
});
