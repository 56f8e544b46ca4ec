import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RunningServer } from '#apps/api';
import { startServer } from '#apps/api';
import { readConfiguration } from '#configuration';
import { START } from '#event-store';
import { answerParent } from '../measuring/child';

/** The server as it is delivered, in a process of its own, on the data folder of `OVATION_DATA_DIR`. */
export type ServerCalls = {
  /** Answers its URL once it listens. */
  start: (given: null) => Promise<string>;
  /** Waits until the views have seen the whole log; answers how long that took, in milliseconds. */
  settle: (given: null) => Promise<number>;
  /** Begins to watch the event loop. */
  watch: (given: null) => void;
  /** By how much the event loop was late since, in milliseconds, at the 99th percentile. */
  watched: (given: null) => number;
  /** Memory that is held, in bytes. */
  memory: (given: null) => number;
};

const RESOLUTION_MS = 1;
const LONGEST_MS = 2 ** 31 - 1;

let server: RunningServer | undefined;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

function running(): RunningServer {
  if (server === undefined) throw new Error('The server was not started.');
  return server;
}

answerParent(
  {
    start: async () => {
      server = await startServer(readConfiguration(process.env));
      return server.url;
    },
    settle: async () => {
      const { store, views } = running().stores;
      const begun = performance.now();
      const head = await store.head();
      if (head !== START && (await views?.waitFor(head, { timeoutMs: LONGEST_MS })) !== true)
        throw new Error(`The views did not come to the end of the log: ${JSON.stringify(await views?.status())}`);
      return performance.now() - begun;
    },
    watch: () => {
      delay.reset();
      delay.enable();
    },
    watched: () => {
      delay.disable();
      // What is measured is the time between two looks, which are so far apart when nothing is late.
      return Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
    },
    memory: () => process.memoryUsage.rss(),
  } satisfies ServerCalls,
  () => server?.stop(),
);
