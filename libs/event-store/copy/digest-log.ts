import { createHash } from 'node:crypto';
import { EventStoreError } from '../errors';
import type { EventStore } from '../port';
import { canonical } from '../canonical';

/** What a log holds, from its first event to its last. */
export interface LogContents {
  readonly events: number;
  /** SHA-256, in hex, as `compareLogs` makes it: the same for the same events, in whatever store. */
  readonly digest: string;
  /** ISO 8601, UTC. Undefined where there is no event. */
  readonly lastRecordedAt?: string;
}

/**
 * Reads a whole log.
 * @throws EventStoreError `corrupt` where a stream has a gap; whatever the store throws.
 */
export async function digestLog(
  log: Pick<EventStore, 'readAll'>,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogContents> {
  const hash = createHash('sha256');
  const due = new Map<string, bigint>();
  let events = 0;
  let lastRecordedAt: string | undefined;
  for await (const event of log.readAll()) {
    const { stream, revision, position } = event;
    if (revision !== (due.get(stream) ?? 0n)) {
      throw new EventStoreError('corrupt', `An event of ${stream} is missing before position ${position}.`);
    }
    due.set(stream, revision + 1n);
    hash.update(canonical(event)).update('\n');
    events += 1;
    ({ recordedAt: lastRecordedAt } = event);
    onProgress(events);
  }
  return { events, digest: hash.digest('hex'), ...(lastRecordedAt === undefined ? {} : { lastRecordedAt }) };
}
