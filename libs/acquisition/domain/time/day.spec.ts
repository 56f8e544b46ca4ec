import * as fc from 'fast-check';
import { addDays, compareDays, dayNumber, dayOfNumber, mondayOf, mondayOfIsoWeek, parseDay, utcDay } from './day';

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') }).map(dayOfNumber);

describe('a day', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2025-06-16'])('%s is in the calendar', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '0000-01-01',
    '2024-9-7',
  ])('%s is not', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it.each(['', ' 2024-09-07', '2024-09-07T00:00:00Z', '7 September 2024'])('%j is no day as we write it', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('is numbered as the clock of the platform numbers it', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('0100-01-01'), max: dayNumber('9999-12-31') }), (number) => {
        expect(dayOfNumber(number)).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(dayOfNumber(number))).toBe(number);
      }),
    );
  });

  it('comes back when days are added and taken away, and lies in order', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
        const moved = addDays(day, n);
        fc.pre(moved !== '0001-01-01' && moved !== '9999-12-31');
        expect(addDays(moved, -n)).toBe(day);
        expect(Math.sign(compareDays(moved, day))).toBe(Math.sign(n));
      }),
    );
  });

  it('stays within the calendar', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
  });

  it('lies in the week of a Monday', () => {
    expect(mondayOf('2025-06-16')).toBe('2025-06-16');
    expect(mondayOf('2025-06-22')).toBe('2025-06-16');
    expect(mondayOf('2024-09-07')).toBe('2024-09-02');
    expect(mondayOf('1969-12-31')).toBe('1969-12-29');
  });

  it.each([
    [2024, 36, '2024-09-02'],
    [2020, 53, '2020-12-28'],
    [2025, 1, '2024-12-30'],
  ])('is found by week: %d-W%d begins on %s', (year, week, monday) => {
    expect(mondayOfIsoWeek(year, week)).toBe(monday);
  });

  it.each([
    [2024, 53],
    [2024, 0],
    [2021, 53],
  ])('is not found in a week that the year has not: %d-W%d', (year, week) => {
    expect(mondayOfIsoWeek(year, week)).toBeUndefined();
  });

  it('of a moment is that of UTC', () => {
    expect(utcDay('2024-09-07T22:15:00.000Z')).toBe('2024-09-07');
  });
});
