import { Refused } from '#acquisition/film-stream';
import { dueOf, isOverdue, readDueBetween, shifted } from './due-between';

/** Four hours behind UTC. */
const west = {
  now: () => '2024-09-12T12:00:00.000Z',
  dayOf: (instant: string) => new Date(Date.parse(instant) - 4 * 3_600_000).toISOString().slice(0, 10),
};
const NOW = { day: '2024-09-12', instant: '2024-09-12T12:00:00.000Z' };

it('reads a date from its beginning and to its end in the reporting time zone', () => {
  expect(readDueBetween({ from: '2024-09-12', until: '2024-09-12' }, west)).toEqual({
    from: { day: '2024-09-12', instant: '2024-09-12T04:00:00.000Z' },
    until: { day: '2024-09-12', instant: '2024-09-13T03:59:59.999Z' },
  });
});

it('reads a moment as it is, and the day it falls on', () => {
  expect(readDueBetween({ until: '2024-09-12T05:00:00+02:00' }, west)).toEqual({
    until: { day: '2024-09-11', instant: '2024-09-12T03:00:00.000Z' },
  });
  expect(readDueBetween({}, west)).toEqual({});
});

it('refuses what is no time, and an end before the beginning', () => {
  expect(() => readDueBetween({ from: 'soon' }, west)).toThrow(Refused);
  expect(() => readDueBetween({ from: '2024-09-12', until: '2024-09-11' }, west)).toThrow(Refused);
});

it('knows what has passed by itself from what is overdue', () => {
  const soon = { from: { day: '2024-09-12', instant: '2024-09-12T12:00:00.001Z' } };
  expect(dueOf('passes', {}, undefined, NOW)).toEqual(soon);
  expect(dueOf('passes', {}, true, NOW)).toBeUndefined();
  expect(dueOf('stays', {}, undefined, NOW)).toEqual({});
  expect(dueOf('stays', {}, false, NOW)).toEqual(soon);
  expect(dueOf('stays', {}, true, NOW)).toEqual({ until: { ...NOW, day: '2024-09-11' } });
  const [early, late] = [
    { day: '2024-09-01', instant: '2024-09-01T00:00:00.000Z' },
    { day: '2024-10-01', instant: '2024-10-01T00:00:00.000Z' },
  ];
  expect(dueOf('passes', { from: early, until: late }, undefined, NOW)).toEqual({ ...soon, until: late });
  expect(dueOf('memo days', { from: early, until: early }, true, NOW)).toEqual({ from: early, until: early });
});

it('is overdue after the day, and at the moment', () => {
  expect(isOverdue('stays', '2024-09-12', NOW)).toBe(false);
  expect(isOverdue('memo days', '2024-09-11', NOW)).toBe(true);
  expect(isOverdue('stays', NOW.instant, NOW)).toBe(true);
  expect(isOverdue('stays', '2024-09-12T12:00:00.001Z', NOW)).toBe(false);
  expect(isOverdue('passes', '2024-09-11', NOW)).toBe(false);
});

it('moves days, and moments with their time', () => {
  expect(shifted('2024-02-28', 2)).toBe('2024-03-01');
  expect(shifted('2024-03-01T12:00:00.000Z', -2)).toBe('2024-02-28T12:00:00.000Z');
  expect(shifted('2024-03-01', 0)).toBe('2024-03-01');
});
