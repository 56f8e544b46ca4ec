import type { EventStore, RecordedEvent } from '#event-store';
import { isEventStoreError } from '#event-store';
import type { Readers } from './read-ranges';
import { askReader } from './read-ranges';
import type { Finding } from './verdict';

type Streams = Pick<EventStore, 'readStream'>;

async function firstOf(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent | undefined> {
  for await (const event of events) return event;
  return undefined;
}

/** Why a stream, read by itself, is not what the log has of it; undefined where it is. */
async function whatIsMissing(log: Streams, stream: string, last: bigint): Promise<string | undefined> {
  try {
    const first = await firstOf(log.readStream(stream, { limit: 1 }));
    if (first === undefined) return 'it has no events';
    if (first.revision !== 0n) return `it begins with revision ${String(first.revision)}`;
    const end = await firstOf(log.readStream(stream, { from: last, direction: 'backwards', limit: 1 }));
    return end?.revision === last ? undefined : `it ends before revision ${String(last)}`;
  } catch (error) {
    if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
    return error.message;
  }
}

/**
 * Looks whether every stream, read by itself, begins and ends as the log has it: a server goes on showing in its log what an
 * administrator has deleted or truncated, and an index may be damaged. What is decided is decided on streams.
 * @param streams Their last revisions that the log has.
 */
export async function compareStreams(log: Streams, streams: ReadonlyMap<string, bigint>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [stream, last] of streams) {
    const missing = await whatIsMissing(log, stream, last);
    if (missing === undefined) continue;
    const message = `Events of the stream ${stream} were removed from it, or its index is damaged: the log has revisions 0 to ${String(last)} of it, and read by itself ${missing}.`;
    findings.push({ code: 'removed', message });
  }
  return findings;
}

/** The same, by others: where there are not many streams, or they do not answer, it is done here. */
export async function compareStreamsBy(
  readers: Pick<Readers<unknown>, 'count' | 'level' | 'compareStreams'> | undefined,
  log: Streams,
  streams: ReadonlyMap<string, bigint>,
): Promise<readonly Finding[]> {
  if (readers === undefined || streams.size < 2 ** readers.level) return compareStreams(log, streams);
  const each = Math.ceil(streams.size / readers.count);
  const all = [...streams];
  const parts = Array.from(
    { length: readers.count },
    (_, index) => new Map(all.slice(index * each, (index + 1) * each)),
  );
  const compare = async (part: ReadonlyMap<string, bigint>): Promise<readonly Finding[]> =>
    (await askReader(() => readers.compareStreams(part))) ?? (await compareStreams(log, part));
  return (await Promise.all(parts.map(compare))).flat();
}
