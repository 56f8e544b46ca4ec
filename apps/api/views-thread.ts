import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { ViewTables } from '#acquisition/views';
import { viewsOf } from '#acquisition/views';
import type { EventStore } from '#event-store';
import { openReadStore } from '#read-store';
import type { Log, OpenedViews } from '#subscriptions';
import { keepViewsFor, superviseViews } from '#subscriptions';
import { zoneOf } from './clock';
import { openEventStore } from './open-event-store';
import type { ViewsSettings } from './start-views';

/** Stores of its own: the log to read, the read store to write. */
async function open(
  { eventStoreUrl, readStoreUrl, waitLimit, timeZone }: ViewsSettings,
  log: Log,
): Promise<OpenedViews> {
  const store: EventStore = await openEventStore(eventStoreUrl, { readOnly: true });
  try {
    const readStore = await openReadStore<ViewTables>({ url: readStoreUrl });
    const limits = { waitTimeoutMs: waitLimit };
    return {
      supervisor: superviseViews({
        store,
        readStore,
        views: viewsOf(store, zoneOf(timeZone)),
        log,
        now: () => new Date(),
        limits,
      }),
      close: async () => {
        await readStore.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Of this thread, where the system has priorities of threads (Linux): commands go first, the views make up for it. */
const { PRIORITY_BELOW_NORMAL } = constants.priority;

function goBehindCommands(): void {
  if (process.platform === 'linux') setPriority(PRIORITY_BELOW_NORMAL);
}

/** The program of the thread that keeps the views. */
if (parentPort !== null) {
  goBehindCommands();
  void keepViewsFor(parentPort, (log) => open(workerData as ViewsSettings, log));
}
