import { EventStoreError } from '../errors';
import { START, type EventStore, type Position } from '../port';
import { appendRuns, type AppendRunsOptions, type CarriedEvent } from './append-runs';

export type CopyOptions = AppendRunsOptions;

export interface CopyReport {
  /** Events written now. */
  readonly copied: number;
  /** True when an earlier, interrupted copy had brought the others. */
  readonly alreadyThere: boolean;
}

const inTheWay = (event: CarriedEvent, position: string): EventStoreError =>
  new EventStoreError(
    'invalid',
    `The store to copy to holds what is not in the one to copy from: ${event.type} ${event.id}, ${position}. ` +
      'Copy into an empty store, or into one that an earlier copy of this log was interrupted in.',
  );

/**
 * Where an interrupted copy goes on: after the last event of the target, which must be an event of the source at the same
 * revision of the same stream. Copies run in the order of the log, so that all before it are there.
 */
async function resumeAfter(from: EventStore, to: EventStore): Promise<Position> {
  for await (const last of to.readAll({ direction: 'backwards', limit: 1 })) {
    for await (const event of from.readStream(last.stream, { from: last.revision, limit: 1 })) {
      if (event.id === last.id) return event.position;
    }
    throw inTheWay(last, 'its last event');
  }
  return START;
}

/**
 * Copies every event of `from` into `to`: streams, revisions, ids, order, metadata and times are kept, positions are the
 * target's own. One append after the other, so that whatever interrupts it, `to` holds the beginning of `from` and the next
 * call goes on from there. What is recorded in `from` meanwhile is copied as long as it comes.
 * @throws EventStoreError `invalid` when `to` holds something else; whatever the stores throw.
 */
export async function copyLog(from: EventStore, to: EventStore, options: CopyOptions = {}): Promise<CopyReport> {
  const after = await resumeAfter(from, to);
  const occupied = (event: CarriedEvent): EventStoreError => inTheWay(event, `in ${event.stream}`);
  const copied = await appendRuns(from.readAll({ after }), to, occupied, options);
  return { copied, alreadyThere: after !== START };
}
