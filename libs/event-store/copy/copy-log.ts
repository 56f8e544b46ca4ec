import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreError, isEventStoreError } from '../errors';
import { START, type EventStore, type NewEvent, type Position, type RecordedEvent } from '../port';

export interface CopyOptions {
  /** Told after each append: events copied by this call. */
  readonly onProgress?: (copied: number) => void;
  /** Events of one append. Default: 500. */
  readonly maxAppendEvents?: number;
  /** Bytes of JSON of one append, about. Default: 500,000: every store takes that. */
  readonly maxAppendBytes?: number;
  /** How often an append is tried before giving up. Default: 10. */
  readonly maxAttempts?: number;
  /** Before an append is tried again, in milliseconds; doubled each time after, up to 2 s. Default: 50. */
  readonly retryDelayMs?: number;
}

export interface CopyReport {
  /** Events written now. */
  readonly copied: number;
  /** True when an earlier, interrupted copy had brought the others. */
  readonly alreadyThere: boolean;
}

const DEFAULTS = { maxAppendEvents: 500, maxAppendBytes: 500_000, maxAttempts: 10, retryDelayMs: 50 };
const MAX_RETRY_DELAY_MS = 2_000;

const toNewEvent = ({ id, type, data, metadata, recordedAt }: RecordedEvent): NewEvent => ({
  id,
  type,
  data,
  metadata,
  recordedAt,
});

const inTheWay = (event: RecordedEvent, position: string): EventStoreError =>
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

/** Events that follow each other in the log and in one stream, as large as one append may be. */
async function* runsOf(
  events: AsyncIterable<RecordedEvent>,
  { maxAppendEvents, maxAppendBytes }: typeof DEFAULTS,
): AsyncGenerator<readonly [RecordedEvent, ...RecordedEvent[]]> {
  let run: [RecordedEvent, ...RecordedEvent[]] | undefined;
  let bytes = 0;
  for await (const event of events) {
    const size = JSON.stringify(event.data).length + JSON.stringify(event.metadata).length;
    const fits = run !== undefined && run.length < maxAppendEvents && bytes + size <= maxAppendBytes;
    if (run !== undefined && fits && run[0].stream === event.stream) {
      run.push(event);
      bytes += size;
      continue;
    }
    if (run !== undefined) yield run;
    run = [event];
    bytes = size;
  }
  if (run !== undefined) yield run;
}

const mayPass = (error: unknown): boolean =>
  isEventStoreError(error) && (error.code === 'unavailable' || error.code === 'outcome-unknown');

/**
 * Copies every event of `from` into `to`: streams, revisions, ids, order, metadata and times are kept, positions are the
 * target's own. One append after the other, so that whatever interrupts it, `to` holds the beginning of `from` and the next
 * call goes on from there. What is recorded in `from` meanwhile is copied as long as it comes.
 * @throws EventStoreError `invalid` when `to` holds something else; whatever the stores throw.
 */
export async function copyLog(from: EventStore, to: EventStore, options: CopyOptions = {}): Promise<CopyReport> {
  const complete = { ...DEFAULTS, ...options };
  const { onProgress = () => undefined, maxAttempts, retryDelayMs } = complete;
  const after = await resumeAfter(from, to);
  let copied = 0;
  for await (const run of runsOf(from.readAll({ after }), complete)) {
    const [first] = run;
    const expected = first.revision === 0n ? 'no-stream' : first.revision - 1n;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await to.append(first.stream, expected, run.map(toNewEvent));
        break;
      } catch (error) {
        if (isEventStoreError(error) && error.code === 'conflict') throw inTheWay(first, `in ${first.stream}`);
        if (!mayPass(error) || attempt >= maxAttempts) throw error;
        await delay(Math.min(retryDelayMs * 2 ** (attempt - 1), MAX_RETRY_DELAY_MS));
      }
    }
    copied += run.length;
    onProgress(copied);
  }
  return { copied, alreadyThere: after !== START };
}
