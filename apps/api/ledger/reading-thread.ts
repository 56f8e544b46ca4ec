import { parentPort, workerData } from 'node:worker_threads';
import type { EventNote } from '#acquisition/audit';
import { noteEvent } from '#acquisition/audit';
import type { ExaminedRange, LogRange } from '#ledger';
import { examineRange } from '#ledger';
import { openEventStore } from '../open-event-store';

/** What a thread that reads ranges of a log answers, in the order in which it was asked; undefined: it cannot be read. */
export type RangeAnswer = ExaminedRange<EventNote> | undefined;

if (parentPort !== null) {
  const port = parentPort;
  const opened = openEventStore(workerData as string, { readOnly: true });
  // Said to whoever asks for a range.
  opened.catch(() => undefined);
  const examine = async (range: LogRange): Promise<RangeAnswer> => {
    try {
      return await examineRange(await opened, range, noteEvent);
    } catch {
      // Whoever asked reads it by itself then, and says why.
      return undefined;
    }
  };
  let last = Promise.resolve();
  port.on('message', (range: LogRange) => {
    last = last.then(async () => {
      const answer: RangeAnswer = await examine(range);
      port.postMessage(answer, answer === undefined ? [] : [answer.leaves.buffer]);
    });
  });
}
