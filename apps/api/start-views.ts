import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { viewsOf } from '#acquisition/views';
import type { Configuration } from '#configuration';
import { zoneOf } from './clock';
import type { EventStore } from '#event-store';
import type { ViewStorage } from '#read-store';
import type { Log, ViewSupervisor, ViewsThread } from '#subscriptions';
import { superviseViews, superviseViewsInThread } from '#subscriptions';

/** What a thread must know to keep the views. */
export type ViewsSettings = Pick<Configuration, 'eventStoreUrl' | 'readStoreUrl' | 'waitLimit' | 'timeZone'>;

export interface Views {
  readonly store: EventStore;
  readonly readStore: ViewStorage;
  readonly log: Log;
}

const IN_MEMORY = 'sqlite::memory:';

/**
 * Threads run JavaScript: the program as it is built has one for the views. From source, as tests run it, there is none
 * to start, and what lies in the memory of one connection no other thread can reach.
 */
export const canStartViewsThread = ({ readStoreUrl }: ViewsSettings): boolean =>
  __filename.endsWith('.js') && readStoreUrl !== IN_MEMORY;

function startThread({ eventStoreUrl, readStoreUrl, waitLimit, timeZone }: ViewsSettings): ViewsThread {
  const workerData: ViewsSettings = { eventStoreUrl, readStoreUrl, waitLimit, timeZone };
  const worker = new Worker(join(__dirname, 'views-thread.js'), { workerData, name: 'views' });
  return {
    send: (question) => worker.postMessage(question),
    listen: (listener) => void worker.on('message', listener),
    ended: new Promise((resolve) => {
      let failure: unknown;
      worker.on('error', (error: unknown) => {
        failure = error;
      });
      // Not before: until then it may hold the views.
      worker.on('exit', () => resolve(failure));
    }),
  };
}

/**
 * Begins to keep the views: in a thread of their own, with connections of its own, or in this one.
 * @throws ReadStoreError, EventStoreError
 */
export async function startViews(
  { store, readStore, log }: Views,
  settings: ViewsSettings,
  inThread: boolean,
): Promise<ViewSupervisor> {
  const limits = { waitTimeoutMs: settings.waitLimit };
  const views = viewsOf(store, zoneOf(settings.timeZone));
  const supervisor = inThread
    ? superviseViewsInThread({
        store,
        readStore,
        views: views.map(({ name }) => name),
        log,
        limits,
        startThread: () => startThread(settings),
      })
    : superviseViews({ store, readStore, views, log, now: () => new Date(), limits });
  await supervisor.start();
  return supervisor;
}
