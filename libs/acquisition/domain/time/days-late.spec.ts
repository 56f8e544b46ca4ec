import * as fc from 'fast-check';
import { addDays, utcDay } from './day';
import { daysLate } from './days-late';
import type { OccurredAt } from './occurred-at';
import { firstDay } from './order';

/** Nine hours behind UTC. */
const juneau = (instant: string): string => utcDay(new Date(Date.parse(instant) - 9 * 3_600_000).toISOString());

it.each([
  [{ on: '2024-09-07T23:59:59.999Z', precision: 'instant' }, '2024-09-08T00:00:00.000Z', 1],
  [{ on: '2024-09-07T00:00:00.000Z', precision: 'instant' }, '2024-09-07T23:59:59.999Z', 0],
  [{ on: '2024-09-07', precision: 'day' }, '2024-09-07T23:59:59.999Z', 0],
  [{ on: '2024-09-07', precision: 'day' }, '2025-09-07T00:00:00.000Z', 365],
  [{ on: '2024-09-04', precision: 'week' }, '2024-09-08T12:00:00.000Z', 0],
  [{ on: '2024-09-04', precision: 'week' }, '2024-09-09T12:00:00.000Z', 1],
  [{ on: '2024-02-07', precision: 'month' }, '2024-03-02T12:00:00.000Z', 2],
  [{ on: '2024-02-07', precision: 'year' }, '2024-12-31T12:00:00.000Z', 0],
  [{ on: '2024-02-07', precision: 'year' }, '2025-01-01T12:00:00.000Z', 1],
  [{ on: '2025-02-07', precision: 'day' }, '2024-01-01T12:00:00.000Z', 0],
] as const)('of %j, recorded at %s, is %i', (occurredAt, recordedAt, days) => {
  expect(daysLate(occurredAt, recordedAt, utcDay)).toBe(days);
});

it('counts the days of the reporting time zone', () => {
  const evening = { on: '2024-09-07', precision: 'day' } as const;
  expect(daysLate(evening, '2024-09-08T08:59:59.999Z', utcDay)).toBe(1);
  expect(daysLate(evening, '2024-09-08T08:59:59.999Z', juneau)).toBe(0);
});

it('is never more than the days since the first day on which it can have happened', () => {
  const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2019-01-01', n));
  const when: fc.Arbitrary<OccurredAt> = fc.record({
    on: day,
    precision: fc.constantFrom('day', 'week', 'month', 'year'),
  });
  fc.assert(
    fc.property(when, day, (occurredAt, on) => {
      const late = daysLate(occurredAt, `${on}T12:00:00.000Z`, utcDay);
      expect(late).toBeGreaterThanOrEqual(0);
      const first = firstDay(occurredAt, utcDay);
      expect(addDays(first, late) <= on || late === 0).toBe(true);
    }),
  );
});
