import { parentPort, workerData } from 'node:worker_threads';
import type { EventsNoted } from '#acquisition/audit';
import { noteEvents } from '#acquisition/audit';
import type { LogRange, SoundRange } from '#ledger';
import { checkRange, openTree } from '#ledger';
import { openEventStore } from '../open-event-store';

/** What a thread that reads ranges of a log answers, in the order in which it was asked; undefined: something is wrong, or cannot be read. */
export type RangeAnswer = SoundRange<EventsNoted> | undefined;

/** What such a thread reads. */
export interface LogWithTree {
  readonly eventStoreUrl: string;
  readonly treeFolder: string;
}

if (parentPort !== null) {
  const port = parentPort;
  const { eventStoreUrl, treeFolder } = workerData as LogWithTree;
  const opened = openEventStore(eventStoreUrl, { readOnly: true });
  // Said to whoever asks for a range.
  opened.catch(() => undefined);
  const kept = openTree(treeFolder);
  const check = async (range: LogRange): Promise<RangeAnswer> => {
    try {
      return await checkRange(await opened, kept, range, noteEvents());
    } catch {
      // Whoever asked reads it by itself then, and says why.
      return undefined;
    }
  };
  let last = Promise.resolve();
  port.on('message', (range: LogRange) => {
    last = last.then(async () => port.postMessage(await check(range)));
  });
}
