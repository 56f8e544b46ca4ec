import { setTimeout as delay } from 'node:timers/promises';
import { isEventStoreError } from '../errors';
import type { EventStore, NewEvent, RecordedEvent } from '../port';

/** An event of another store: its position is that store's own. */
export type CarriedEvent = Omit<RecordedEvent, 'position'>;

export interface AppendRunsOptions {
  /** Told after each append: events appended by this call. */
  readonly onProgress?: (appended: number) => void;
  /** Events of one append. Default: 500. */
  readonly maxAppendEvents?: number;
  /** Bytes of JSON of one append, about. Default: 500,000: every store takes that. */
  readonly maxAppendBytes?: number;
  /** How often an append is tried before giving up. Default: 10. */
  readonly maxAttempts?: number;
  /** Before an append is tried again, in milliseconds; doubled each time after, up to 2 s. Default: 50. */
  readonly retryDelayMs?: number;
}

const DEFAULTS = { maxAppendEvents: 500, maxAppendBytes: 500_000, maxAttempts: 10, retryDelayMs: 50 };
const MAX_RETRY_DELAY_MS = 2_000;

const toNewEvent = ({ id, type, data, metadata, recordedAt }: CarriedEvent): NewEvent => ({
  id,
  type,
  data,
  metadata,
  recordedAt,
});

/** Events that follow each other in the log and in one stream, as large as one append may be. */
async function* runsOf(
  events: AsyncIterable<CarriedEvent>,
  { maxAppendEvents, maxAppendBytes }: typeof DEFAULTS,
): AsyncGenerator<readonly [CarriedEvent, ...CarriedEvent[]]> {
  let run: [CarriedEvent, ...CarriedEvent[]] | undefined;
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
 * Appends events of another store as they are, one append after the other, so that whatever interrupts it, `to` holds the
 * beginning of them. What may pass is tried again.
 * @param inTheWay what to throw where the stream is not where the first event of a run belongs.
 * @returns how many were appended.
 * @throws what `inTheWay` makes; whatever the store and the events throw.
 */
export async function appendRuns(
  events: AsyncIterable<CarriedEvent>,
  to: Pick<EventStore, 'append'>,
  inTheWay: (event: CarriedEvent) => Error,
  options: AppendRunsOptions = {},
): Promise<number> {
  const complete = { ...DEFAULTS, ...options };
  const { onProgress = () => undefined, maxAttempts, retryDelayMs } = complete;
  let appended = 0;
  for await (const run of runsOf(events, complete)) {
    const [first] = run;
    const expected = first.revision === 0n ? 'no-stream' : first.revision - 1n;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await to.append(first.stream, expected, run.map(toNewEvent));
        break;
      } catch (error) {
        if (isEventStoreError(error) && error.code === 'conflict') throw inTheWay(first);
        if (!mayPass(error) || attempt >= maxAttempts) throw error;
        await delay(Math.min(retryDelayMs * 2 ** (attempt - 1), MAX_RETRY_DELAY_MS));
      }
    }
    appended += run.length;
    onProgress(appended);
  }
  return appended;
}
