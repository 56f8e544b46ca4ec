import type { EventStore, Position, RecordedEvent } from '#event-store';
import { START, isEventStoreError } from '#event-store';
import { leafOf } from './leaf';
import type { TreeReading } from './tree';

/** Where the last leaf of a tree is in the log. */
export interface LastLeaf {
  readonly position: Position;
  /** The log has the event of this leaf at this position, after that of the leaf before. */
  readonly isInLog: boolean;
  /** What the log has there; undefined where it ends before. */
  readonly found: RecordedEvent | undefined;
}

async function eventAfter(log: Pick<EventStore, 'readAll'>, after: Position): Promise<RecordedEvent | undefined> {
  try {
    for await (const event of log.readAll({ after, limit: 1 })) return event;
  } catch (error) {
    // No position, or one of another store, is no place in this log.
    if (!isEventStoreError(error) || error.code !== 'invalid') throw error;
  }
  return undefined;
}

/** Looks in the log for the event of the last of so many leaves, more than none. */
export async function findLastLeaf(
  log: Pick<EventStore, 'readAll'>,
  { positionOf, subtree }: Pick<TreeReading, 'positionOf' | 'subtree'>,
  size: number,
): Promise<LastLeaf> {
  const position = positionOf(size - 1) as Position;
  const found = await eventAfter(log, size === 1 ? START : (positionOf(size - 2) as Position));
  const isInLog = found?.position === position && leafOf(found).equals(subtree(0, size - 1));
  return { position, isInLog, found };
}
