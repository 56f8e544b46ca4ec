import { parentPort, workerData } from 'node:worker_threads';
import type { EventsNoted } from '#acquisition/audit';
import { noteEvents } from '#acquisition/audit';
import type { Finding, LogRange, SoundRange } from '#ledger';
import { checkRange, compareStreams, openTree } from '#ledger';
import { openEventStore } from '../open-event-store';

/** What is asked of a thread that reads a log. */
export type LogQuestion = { readonly range: LogRange } | { readonly streams: ReadonlyMap<string, bigint> };

/** What it answers, in the order in which it was asked; undefined: something is wrong, or cannot be read. */
export type LogAnswer = SoundRange<EventsNoted> | readonly Finding[] | undefined;

/** What such a thread reads. */
export interface LogWithTree {
  readonly eventStoreUrl: string;
  readonly treeFolder: string;
}

if (parentPort !== null) {
  const port = parentPort;
  const { eventStoreUrl, treeFolder } = workerData as LogWithTree;
  const opened = openEventStore(eventStoreUrl, { readOnly: true });
  // Whoever asks is answered nothing then.
  opened.catch(() => undefined);
  const kept = openTree(treeFolder);
  const answer = async (question: LogQuestion): Promise<LogAnswer> => {
    try {
      const log = await opened;
      if ('streams' in question) return await compareStreams(log, question.streams);
      return await checkRange(log, kept, question.range, noteEvents());
    } catch {
      // Whoever asked reads it by itself then, and says why.
      return undefined;
    }
  };
  let last = Promise.resolve();
  port.on('message', (question: LogQuestion) => {
    last = last.then(async () => port.postMessage(await answer(question)));
  });
}
