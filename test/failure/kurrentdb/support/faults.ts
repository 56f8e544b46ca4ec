import type { EventStore, Position, RecordedEvent } from '#event-store';
import type { Told } from './writers';

const say = (event: RecordedEvent): string => `${event.stream} ${String(event.revision)} ${event.id}`;

async function readBy(store: EventStore, after: Position): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll({ after })) events.push(event);
  return events;
}

/**
 * What is wrong with a log after writers wrote to it, a sentence each: nothing when what lies after `after` in the streams
 * of these writers is what they were told, each event once and in order, and streams and log say the same of it.
 */
export async function faultsOf(store: EventStore, after: Position, ...all: readonly Told[]): Promise<string[]> {
  const faults: string[] = [];
  const log = await readBy(store, after);
  const byStream = Map.groupBy(log, ({ stream }) => stream);
  log.forEach((event, index) => {
    const before = log[index - 1];
    if (before !== undefined && event.position <= before.position) faults.push(`${say(event)} is out of order.`);
  });
  for (const { acknowledged } of all) {
    for (const [stream, expected] of acknowledged) {
      const found = byStream.get(stream) ?? [];
      const ofStream: RecordedEvent[] = [];
      for await (const event of store.readStream(stream)) ofStream.push(event);
      const wanted = expected.map(({ id, revision }) => `${stream} ${String(revision)} ${id}`).join('\n');
      if (found.map(say).join('\n') !== wanted) {
        faults.push(`${stream} has ${String(found.length)} events, ${String(expected.length)} were acknowledged.`);
      }
      if (JSON.stringify(ofStream.map(asText)) !== JSON.stringify(found.map(asText))) {
        faults.push(`${stream} read by itself is another than in the log.`);
      }
    }
  }
  return faults;
}

const asText = (event: RecordedEvent) => ({ ...event, revision: String(event.revision) });
