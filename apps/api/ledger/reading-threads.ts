import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventNote } from '#acquisition/audit';
import type { LogRange, Readers } from '#ledger';
import type { RangeAnswer } from './reading-thread';

/** Takes a thread some 50 ms. */
const RANGE = 2_000;
/** More would wait for the one that puts together what they found. */
const MOST = 4;

interface Asked {
  readonly resolve: (answer: RangeAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Begins a thread. It answers in the order in which it was asked. */
function begin(eventStoreUrl: string) {
  const worker = new Worker(join(__dirname, 'reading-thread.js'), { workerData: eventStoreUrl, name: 'read log' });
  const asked: Asked[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of asked.splice(0)) reject(failure);
  };
  worker.on('message', (answer: RangeAnswer) => asked.shift()?.resolve(answer));
  worker.on('messageerror', fail);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('A thread that reads the log has ended by itself: try again.')));
  const examine = (range: LogRange): Promise<RangeAnswer> => {
    const answer = new Promise<RangeAnswer>((resolve, reject) => {
      if (failure === undefined) asked.push({ resolve, reject });
      else reject(failure);
    });
    worker.postMessage(range);
    return answer;
  };
  return { owes: () => asked.length, stop: () => worker.terminate(), examine };
}

/** A thread for each processor, up to four, to read a log with; none begins before it is asked for. @throws where one ends by itself. */
export function readingThreads(eventStoreUrl: string): Readers<EventNote> & { readonly stop: () => Promise<void> } {
  const count = Math.min(availableParallelism(), MOST);
  const threads: ReturnType<typeof begin>[] = [];
  return {
    count,
    range: RANGE,
    examine: (range) => {
      if (threads.length < count) threads.push(begin(eventStoreUrl));
      const [first, ...others] = threads as [(typeof threads)[number], ...typeof threads];
      return others.reduce((least, one) => (one.owes() < least.owes() ? one : least), first).examine(range);
    },
    stop: async () => {
      await Promise.all(threads.map(({ stop }) => stop()));
    },
  };
}
