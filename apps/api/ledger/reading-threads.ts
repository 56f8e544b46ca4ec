import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventsNoted } from '#acquisition/audit';
import type { Finding, Readers, SoundRange } from '#ledger';
import type { LogAnswer, LogQuestion, LogWithTree } from './reading-thread';

/** 2,048 events: takes a thread some 40 ms. */
const LEVEL = 11;
/** Each takes some 75 MB. */
const MOST = 16;

interface Asked {
  readonly resolve: (answer: LogAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Begins a thread. It answers in the order in which it was asked. */
function begin(workerData: LogWithTree) {
  const worker = new Worker(join(__dirname, 'reading-thread.js'), { workerData, name: 'read log' });
  const asked: Asked[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of asked.splice(0)) reject(failure);
  };
  worker.on('message', (answer: LogAnswer) => asked.shift()?.resolve(answer));
  worker.on('messageerror', fail);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('A thread that reads the log has ended by itself: try again.')));
  const ask = (question: LogQuestion): Promise<LogAnswer> => {
    const answer = new Promise<LogAnswer>((resolve, reject) => {
      if (failure === undefined) asked.push({ resolve, reject });
      else reject(failure);
    });
    worker.postMessage(question);
    return answer;
  };
  return { owes: () => asked.length, stop: () => worker.terminate(), ask };
}

/** A thread for each processor, up to sixteen, to read a log with; none begins before it is asked for. One that ended by itself rejects what it is asked. */
export function readingThreads(log: LogWithTree): Readers<EventsNoted> & { readonly stop: () => Promise<void> } {
  const count = Math.min(availableParallelism(), MOST);
  const threads: ReturnType<typeof begin>[] = [];
  const ask = (question: LogQuestion): Promise<LogAnswer> => {
    if (threads.length < count) threads.push(begin(log));
    const [first, ...others] = threads as [(typeof threads)[number], ...typeof threads];
    return others.reduce((least, one) => (one.owes() < least.owes() ? one : least), first).ask(question);
  };
  return {
    count,
    level: LEVEL,
    check: (range) => ask({ range }) as Promise<SoundRange<EventsNoted> | undefined>,
    compareStreams: (streams) => ask({ streams }) as Promise<readonly Finding[] | undefined>,
    stop: async () => {
      await Promise.all(threads.map(({ stop }) => stop()));
    },
  };
}
