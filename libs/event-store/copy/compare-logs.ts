import { createHash } from 'node:crypto';
import type { EventStore, RecordedEvent } from '../port';
import { canonical } from '../canonical';

/** Where two logs part. `none` where one has ended. */
export interface LogDifference {
  /** Counted from 1, in the order of the log. */
  readonly event: number;
  readonly from: string;
  readonly to: string;
}

export interface LogComparison {
  /** Events that are the same in both. */
  readonly events: number;
  /** SHA-256, in hex, over the canonical JSON of these events, each followed by a line feed. */
  readonly digest: string;
  /** Undefined when the logs are the same to their ends. */
  readonly difference?: LogDifference;
}

const nameOf = (event: RecordedEvent | undefined): string =>
  event === undefined ? 'none' : `${event.type} ${event.id} (${event.stream}, revision ${event.revision})`;

/** Reads two logs side by side, and stops where they are not the same. */
export async function compareLogs(
  from: Pick<EventStore, 'readAll'>,
  to: Pick<EventStore, 'readAll'>,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogComparison> {
  const hash = createHash('sha256');
  const others = to.readAll()[Symbol.asyncIterator]();
  const result = (events: number, difference?: LogDifference): LogComparison => ({
    events,
    digest: hash.digest('hex'),
    ...(difference === undefined ? {} : { difference }),
  });
  let events = 0;
  try {
    for await (const event of from.readAll()) {
      const other = await nextOf(others);
      const text = canonical(event);
      if (other === undefined || canonical(other) !== text) {
        return result(events, { event: events + 1, from: nameOf(event), to: nameOf(other) });
      }
      hash.update(text).update('\n');
      events += 1;
      onProgress(events);
    }
    const surplus = await nextOf(others);
    return surplus === undefined
      ? result(events)
      : result(events, { event: events + 1, from: nameOf(undefined), to: nameOf(surplus) });
  } finally {
    await others.return?.();
  }
}

async function nextOf(events: AsyncIterator<RecordedEvent>): Promise<RecordedEvent | undefined> {
  const next = await events.next();
  return next.done === true ? undefined : next.value;
}
