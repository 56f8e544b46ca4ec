import type { Clock } from '#acquisition/commands';
import { FilmRecorder } from '#acquisition/commands';
import type { ViewTables } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import type { Log, ViewSupervisor } from '#subscriptions';
import { systemClock } from './clock';
import { openEventStore } from './open-event-store';
import { startViews } from './start-views';

/** What the program works on, opened together and closed together. */
export interface Stores {
  readonly store: EventStore;
  readonly readStore: ReadStore<ViewTables>;
  readonly recorder: FilmRecorder;
  readonly clock: Clock;
  /** Keeps the views up to date; only where this process writes. */
  readonly views?: ViewSupervisor;
  /** Lets the views commit what is in their hands, then closes the stores. Again: does nothing. */
  close(): Promise<void>;
}

export interface OpenStoresOptions {
  /** `writer` holds the lock and runs the views; `reader` changes nothing, and works while a writer runs. */
  readonly mode: 'writer' | 'reader';
  readonly log: Log;
  /** Keeps the views in a thread of their own, so that they take no time from this one. Default: false. */
  readonly viewsThread?: boolean;
  /** Default: the clock of this machine in the configured time zone. */
  readonly clock?: Clock;
}

/** Those that share a commit are answered together: more of them would keep everybody else waiting. */
const COMMANDS_PER_COMMIT = 32;

type StoreSettings = Pick<
  Configuration,
  'eventStoreUrl' | 'readStoreUrl' | 'host' | 'port' | 'timeZone' | 'cachedFilms' | 'waitLimit'
>;

/**
 * Opens event store and read store as the configuration says.
 * @throws EventStoreError `locked` when another process writes, `newer-version`, `corrupt`, `full`, `read-only`,
 *   `unavailable`; ReadStoreError with the same codes, `not-found` for a reader before the first start, and
 *   `not-a-read-store`.
 */
export async function openStores(configuration: StoreSettings, options: OpenStoresOptions): Promise<Stores> {
  const { mode, log, viewsThread = false, clock = systemClock(configuration.timeZone) } = options;
  const readOnly = mode === 'reader';
  const { host, port } = configuration;
  const store = await openEventStore(configuration.eventStoreUrl, {
    readOnly,
    now: () => Date.parse(clock.now()),
    maxGroupAppends: COMMANDS_PER_COMMIT,
    ...(port === 0 ? {} : { holder: `http://${host}:${String(port)}` }),
  });
  let readStore: ReadStore<ViewTables> | undefined;
  try {
    readStore = await openReadStore<ViewTables>({ url: configuration.readStoreUrl, readOnly });
    const views = readOnly ? undefined : await startViews({ store, readStore, log }, configuration, viewsThread);
    return together(store, readStore, views, clock, configuration.cachedFilms);
  } catch (error) {
    await readStore?.close();
    await store.close();
    throw error;
  }
}

function together(
  store: EventStore,
  readStore: ReadStore<ViewTables>,
  views: ViewSupervisor | undefined,
  clock: Clock,
  cachedFilms: number,
): Stores {
  let closing: Promise<void> | undefined;
  return {
    store,
    readStore,
    recorder: new FilmRecorder({ store, clock, cachedFilms }),
    clock,
    ...(views === undefined ? {} : { views }),
    close: () =>
      (closing ??= (async () => {
        await views?.stop();
        await readStore.close();
        await store.close();
      })()),
  };
}
