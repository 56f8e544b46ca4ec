import { EventStoreError } from '../errors';
import type { EventStore, Position, RecordedEvent } from '../port';
import { readEvents } from './read-events';

const WIDTH = 20;

async function* eventsOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<RecordedEvent, void> {
  let number = 0;
  try {
    for await (const event of readEvents(file)) {
      number += 1;
      yield { ...event, position: String(number).padStart(WIDTH, '0') as Position };
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'LineProblem')) throw error;
    const message = `Line ${String(number + 1)} ${error.message}: it is not as it was exported.`;
    throw new EventStoreError('corrupt', message, { cause: error });
  }
}

/**
 * An export, to be read as the log that it is of. The position of an event is its number. Only forwards, and from the first event on.
 * @param open Begins to read the file, each time anew.
 */
export function exportedLog(open: () => AsyncIterable<Uint8Array>): Pick<EventStore, 'readAll' | 'readStream'> {
  return {
    readAll: () => eventsOf(open()),
    readStream: async function* (stream) {
      for await (const event of eventsOf(open())) if (event.stream === stream) yield event;
    },
  };
}
