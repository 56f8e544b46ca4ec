import * as fc from 'fast-check';
import { addDays, compareDays, utcDay } from './day';
import type { OccurredAt } from './occurred-at';
import { firstDay, inOrderOfOccurrence } from './order';

interface Entry {
  readonly recorded: number;
  readonly when: OccurredAt;
}

const day = fc.integer({ min: 0, max: 70 }).map((n) => addDays('2024-08-20', n));
const instant = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }))
  .map(([on, hour]) => `${on}T${String(hour).padStart(2, '0')}:00:00.000Z`);
const when: fc.Arbitrary<OccurredAt> = fc.oneof(
  instant.map((on) => ({ on, precision: 'instant' as const })),
  fc.record({ on: day, precision: fc.constantFrom('day', 'week', 'month', 'year') }),
);
const history = fc
  .array(when, { maxLength: 30 })
  .map((list) => list.map((one, recorded): Entry => ({ recorded, when: one })));

function ordered(entries: readonly Entry[]): Entry[] {
  return inOrderOfOccurrence(entries, (entry) => entry.when, utcDay);
}

function dayOfEntry(entry: Entry): string {
  return firstDay(entry.when, utcDay);
}

describe('the first day it could have happened', () => {
  it.each([
    [{ on: '2024-09-07T22:15:00.000Z', precision: 'instant' }, '2024-09-07'],
    [{ on: '2024-09-07', precision: 'day' }, '2024-09-07'],
    [{ on: '2024-09-07', precision: 'week' }, '2024-09-02'],
    [{ on: '2024-09-07', precision: 'month' }, '2024-09-01'],
    [{ on: '2024-09-07', precision: 'year' }, '2024-01-01'],
  ] as const)('of %j is %s', (occurredAt, first) => {
    expect(firstDay(occurredAt, utcDay)).toBe(first);
  });

  it('of a moment depends on the reporting time zone', () => {
    const inTokyo = (): string => '2024-09-08';
    expect(firstDay({ on: '2024-09-07T22:15:00.000Z', precision: 'instant' }, inTokyo)).toBe('2024-09-08');
  });
});

describe('the order of occurrence', () => {
  it('puts days in order, and moments of one day among themselves, where no time is known as recorded', () => {
    const entries: Entry[] = (
      [
        { on: '2024-09-08', precision: 'day' },
        { on: '2024-09-07T22:00:00.000Z', precision: 'instant' },
        { on: '2024-09-07', precision: 'day' },
        { on: '2024-09-07T20:00:00.000Z', precision: 'instant' },
        { on: '2024-09-15', precision: 'month' },
      ] as const
    ).map((one, recorded) => ({ recorded, when: one }));
    expect(ordered(entries).map((entry) => entry.recorded)).toStrictEqual([4, 3, 2, 1, 0]);
  });

  it('holds every entry once', () => {
    fc.assert(
      fc.property(history, (entries) => {
        expect(
          ordered(entries)
            .map((entry) => entry.recorded)
            .sort((a, b) => a - b),
        ).toStrictEqual(entries.map((entry) => entry.recorded));
      }),
    );
  });

  it('never goes back a day, nor, among the moments of a day, in time', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const days = ordered(entries).map(dayOfEntry);
        expect(days).toStrictEqual(days.toSorted(compareDays));
        const moments = ordered(entries).flatMap((entry) =>
          entry.when.precision === 'instant' ? [entry.when.on] : [],
        );
        expect(moments).toStrictEqual(moments.toSorted());
      }),
    );
  });

  it('keeps the order of recording where nothing says otherwise', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const untimed = ordered(entries).filter((entry) => entry.when.precision !== 'instant');
        for (const [index, entry] of untimed.entries()) {
          const next = untimed[index + 1];
          if (next !== undefined && dayOfEntry(next) === dayOfEntry(entry)) {
            expect(entry.recorded).toBeLessThan(next.recorded);
          }
        }
      }),
    );
  });

  it('leaves a history recorded in the order in which it happened exactly as it is', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const happened = ordered(entries).map((entry, recorded) => ({ ...entry, recorded }));
        expect(ordered(happened)).toStrictEqual(happened);
      }),
    );
  });

  it('does not change the list it was given', () => {
    const entries: readonly Entry[] = Object.freeze([
      { recorded: 0, when: { on: '2024-09-08', precision: 'day' as const } },
      { recorded: 1, when: { on: '2024-09-07', precision: 'day' as const } },
    ]);
    expect(ordered(entries).map((entry) => entry.recorded)).toStrictEqual([1, 0]);
  });
});
