import * as fc from 'fast-check';
import { describeOccurredAt } from './describe-occurred-at';
import { parseInstant } from './instant';
import { parseOccurredAt } from './parse-occurred-at';

describe('a moment', () => {
  it.each([
    ['2024-09-07T22:15:00Z', '2024-09-07T22:15:00.000Z'],
    ['2024-09-07T22:15Z', '2024-09-07T22:15:00.000Z'],
    ['2024-09-08T00:15:00+02:00', '2024-09-07T22:15:00.000Z'],
    ['2024-12-31T23:30:00-0100', '2025-01-01T00:30:00.000Z'],
    ['2024-09-07T22:15:00.1239+00', '2024-09-07T22:15:00.123Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2024-09-07T22:15:00',
    '2024-09-07',
    '2024-02-30T10:00:00Z',
    '2024-09-07T24:00:00Z',
    '2024-09-07T22:60:00Z',
    '2024-09-07 22:15:00Z',
    '2024-09-07T22:15:00+24:00',
    '9999-12-31T23:59:00-01:00',
    '0001-01-01T00:00:00+01:00',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is the one that the platform reads', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const date = fc.date({
      min: new Date('1000-01-02T00:00:00Z'),
      max: new Date('9998-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, offset, (moment, minutes) => {
        const two = (n: number): string => String(n).padStart(2, '0');
        const sign = minutes < 0 ? '-' : '+';
        const there = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const text = `${there}${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
        expect(parseInstant(text)).toBe(moment.toISOString());
      }),
    );
  });
});

describe('when something happened', () => {
  it.each([
    ['2024', { on: '2024-01-01', precision: 'year' }, '2024'],
    ['2024-05', { on: '2024-05-01', precision: 'month' }, 'May 2024'],
    ['2024-W36', { on: '2024-09-02', precision: 'week' }, 'week of 2 September 2024'],
    ['2024-09-07', { on: '2024-09-07', precision: 'day' }, '7 September 2024'],
    [
      '2024-09-07T18:15:00-04:00',
      { on: '2024-09-07T22:15:00.000Z', precision: 'instant' },
      '7 September 2024, 22:15 UTC',
    ],
  ] as const)('%s is as precise as it is written', (text, occurredAt, words) => {
    expect(parseOccurredAt(text)).toStrictEqual(occurredAt);
    expect(describeOccurredAt(occurredAt)).toBe(words);
  });

  it.each([
    ['2025-06-16', 'week', { on: '2025-06-16', precision: 'week' }, 'week of 16 June 2025'],
    ['2025-06-19', 'week', { on: '2025-06-19', precision: 'week' }, 'week of 16 June 2025'],
    ['2024-10-15', 'month', { on: '2024-10-15', precision: 'month' }, 'October 2024'],
    ['2019-06-01', 'year', { on: '2019-06-01', precision: 'year' }, '2019'],
    ['2024-09-07T23:30:00-04:00', 'day', { on: '2024-09-08', precision: 'day' }, '8 September 2024'],
    ['2024-09-07', 'day', { on: '2024-09-07', precision: 'day' }, '7 September 2024'],
  ] as const)('%s may be known only to a %s', (text, precision, occurredAt, words) => {
    expect(parseOccurredAt(text, precision)).toStrictEqual(occurredAt);
    expect(describeOccurredAt(occurredAt)).toBe(words);
  });

  it.each([
    ['2024', 'day'],
    ['2024-09', 'week'],
    ['2024-09-07', 'instant'],
  ] as const)('%s is not known to a %s', (text, precision) => {
    expect(parseOccurredAt(text, precision)).toBeUndefined();
  });

  it.each(['', '2024-13', '2024-W54', '2024-02-30', 'last week', '0000'])('%j cannot be read', (text) => {
    expect(parseOccurredAt(text)).toBeUndefined();
  });
});
