import { type Day, addDays, dayNumber, dayOfNumber } from '../time';
import type { Algebra, Operation } from './algebra';
import type { Window } from './block';

/**
 * A set of days as its boundaries in order: days are in from an even place up to, not including, the next odd one.
 * Boundaries are day numbers; an open end is -Infinity or Infinity.
 */
export type DaySet = readonly number[];

export const ALL_DAYS: DaySet = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

function isIn(operation: Operation, inA: boolean, inB: boolean): boolean {
  if (operation === 'union') return inA || inB;
  return operation === 'overlap' ? inA && inB : inA && !inB;
}

function combine(operation: Operation, a: DaySet, b: DaySet): DaySet {
  if (a.length === 0) return operation === 'union' ? b : [];
  if (b.length === 0) return operation === 'overlap' ? [] : a;
  const boundaries: number[] = [];
  let [nextA, nextB, inside] = [0, 0, false];
  while (nextA < a.length || nextB < b.length) {
    const atA = a[nextA];
    const atB = b[nextB];
    const at = atB === undefined || (atA !== undefined && atA < atB) ? atA : atB;
    if (at === undefined) break;
    if (atA === at) nextA += 1;
    if (atB === at) nextB += 1;
    const now = isIn(operation, nextA % 2 === 1, nextB % 2 === 1);
    if (now !== inside) boundaries.push(at);
    inside = now;
  }
  return boundaries;
}

export const DAYS: Algebra<DaySet> = {
  empty: [],
  isEmpty: (set) => set.length === 0,
  combine,
  key: (set) => set.join(','),
};

/** The days of a window. An end that is not a day is taken as open: what cannot be read is not counted as free. */
export function daysOf(window: Window): DaySet {
  const from = window.from === null ? Number.NaN : dayNumber(window.from);
  const to = window.to === null ? Number.NaN : dayNumber(window.to);
  const start = Number.isNaN(from) ? Number.NEGATIVE_INFINITY : from;
  const end = Number.isNaN(to) ? Number.POSITIVE_INFINITY : to;
  return start < end ? [start, end] : [];
}

export function singleDay(day: Day): DaySet {
  return daysOf({ from: day, to: addDays(day, 1) });
}

/** The windows that a set of days consists of, earliest first. */
export function windowsOf(days: DaySet): Window[] {
  const day = (boundary: number | undefined): Day | null =>
    boundary === undefined || !Number.isFinite(boundary) ? null : dayOfNumber(boundary);
  const windows: Window[] = [];
  for (let at = 0; at < days.length; at += 2) windows.push({ from: day(days[at]), to: day(days[at + 1]) });
  return windows;
}
