import { EventStoreError } from '../errors';
import { START, type Position } from '../port';

/** The number of an event in this log, counted from 1, as a position: 20 digits, so that order of text is order of number. */
const WIDTH = 20;

export const toPosition = (number: number): Position =>
  number === 0 ? START : (String(number).padStart(WIDTH, '0') as Position);

/** @throws EventStoreError `invalid` when it is not a position of such a log. */
export function fromPosition(position: Position): number {
  if (position === START) return 0;
  const number = /^\d{20}$/.test(position) ? Number(position) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw new EventStoreError(
      'invalid',
      `${JSON.stringify(position)} is not a position of this log: give one it gave.`,
    );
  }
  return number;
}
