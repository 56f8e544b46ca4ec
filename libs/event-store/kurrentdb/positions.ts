import type { Position as ServerPosition } from '@kurrent/kurrentdb-client';
import { EventStoreError } from '../errors';
import { START, type Position } from '../port';

/** Commit and prepare position of the server, 20 digits each (they have 64 bits), so that order of text is order of log. */
const WIDTH = 20;

const digits = (value: bigint): string => value.toString().padStart(WIDTH, '0');

export const toPosition = ({ commit, prepare }: ServerPosition): Position =>
  (digits(commit) + digits(prepare)) as Position;

/** @throws EventStoreError `invalid` when it is not a position of such a log. `START` has none on the server. */
export function fromPosition(position: Position): ServerPosition | undefined {
  if (position === START) return undefined;
  if (!/^\d{40}$/.test(position)) {
    throw new EventStoreError(
      'invalid',
      `${JSON.stringify(position)} is not a position of this log: give one it gave.`,
    );
  }
  return { commit: BigInt(position.slice(0, WIDTH)), prepare: BigInt(position.slice(WIDTH)) };
}
