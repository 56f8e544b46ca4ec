import { FilmRecorder } from '#acquisition/commands';
import type { ViewTables } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import type { EvidenceStore } from '#evidence';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import type { Log, SupervisedProcess, ViewSupervisor } from '#subscriptions';
import type { BackupConfiguration, Backups } from './backups/start-backups';
import { startBackups } from './backups/start-backups';
import type { ProgramClock } from './clock';
import { systemClock } from './clock';
import { openEventStore } from './open-event-store';
import type { Ledger, LedgerConfiguration } from './ledger/start-ledger';
import { startLedger } from './ledger/start-ledger';
import { openEvidence } from './open-evidence';
import { startOfferClock } from './start-offer-clock';
import { startViews } from './start-views';
import type { WebhookSettings, Webhooks } from './webhooks/start-webhooks';
import { startWebhooks } from './webhooks/start-webhooks';

/** What the program works on, opened together and closed together. */
export interface Stores {
  readonly store: EventStore;
  readonly readStore: ReadStore<ViewTables>;
  readonly recorder: FilmRecorder;
  /** Where documents are kept. */
  readonly evidence: EvidenceStore;
  readonly clock: ProgramClock;
  /** Keeps the views up to date; only where this process writes. */
  readonly views?: ViewSupervisor;
  /** Lets offers and reservations lapse; only where it was asked for. */
  readonly offerClock?: SupervisedProcess;
  /** Tells other programs of what is recorded; only where it was asked for. */
  readonly webhooks?: Webhooks;
  /** Keeps the proof that nothing was altered; only where it was asked for. */
  readonly ledger?: Ledger;
  /** Backs up the embedded log; only where it was asked for, and a folder is configured. */
  readonly backups?: Backups;
  /** Lets the processes and the views finish what is in their hands, then closes the stores. Again: does nothing. */
  close(): Promise<void>;
}

export interface OpenStoresOptions {
  /** `writer` holds the lock and runs the views; `reader` changes nothing, and works while a writer runs. */
  readonly mode: 'writer' | 'reader';
  readonly log: Log;
  /** Keeps the views in a thread of their own, so that they take no time from this one. Default: false. */
  readonly viewsThread?: boolean;
  /** Runs what reacts to events and to time: for a server, which stays. Default: false. */
  readonly runProcesses?: boolean;
  /** Default: the clock of this machine in the configured time zone. */
  readonly clock?: ProgramClock;
}

/** Those that share a commit are answered together: more of them would keep everybody else waiting. */
const COMMANDS_PER_COMMIT = 32;

type StoreSettings = Pick<
  Configuration,
  | 'eventStoreUrl'
  | 'readStoreUrl'
  | 'evidenceStoreUrl'
  | 'evidenceLimit'
  | 'host'
  | 'port'
  | 'timeZone'
  | 'cachedFilms'
  | 'waitLimit'
> &
  WebhookSettings &
  LedgerConfiguration &
  BackupConfiguration;

/**
 * Opens event store and read store as the configuration says.
 * @throws EventStoreError `locked` when another process writes, `newer-version`, `corrupt`, `full`, `read-only`,
 *   `unavailable`; ReadStoreError with the same codes, `not-found` for a reader before the first start, and
 *   `not-a-read-store`.
 */
export async function openStores(configuration: StoreSettings, options: OpenStoresOptions): Promise<Stores> {
  const { mode, log, viewsThread = false, runProcesses = false, clock = systemClock(configuration.timeZone) } = options;
  const readOnly = mode === 'reader';
  const { host, port } = configuration;
  const store = await openEventStore(configuration.eventStoreUrl, {
    readOnly,
    now: () => Date.parse(clock.now()),
    maxGroupAppends: COMMANDS_PER_COMMIT,
    ...(port === 0 ? {} : { holder: `http://${host}:${String(port)}` }),
  });
  let readStore: ReadStore<ViewTables> | undefined;
  let views: ViewSupervisor | undefined;
  try {
    readStore = await openReadStore<ViewTables>({ url: configuration.readStoreUrl, readOnly });
    views = readOnly ? undefined : await startViews({ store, readStore, log }, configuration, viewsThread);
    const evidence = openEvidence(configuration, { readOnly });
    const recorder = new FilmRecorder({
      store,
      clock,
      cachedFilms: configuration.cachedFilms,
      findDocument: (sha256) => evidence.find(sha256),
    });
    const opened = { store, readStore, evidence, recorder, clock, ...(views === undefined ? {} : { views }) };
    if (!runProcesses || views === undefined) return together(opened);
    const webhooks = await startWebhooks(opened, configuration, log);
    const ledger = await startLedger(store, clock, configuration, { log, thread: viewsThread });
    const offerClock = startOfferClock({ ...opened, views }, log);
    const backups = startBackups(configuration, clock, log);
    return together({ ...opened, webhooks, ledger, offerClock, ...(backups === undefined ? {} : { backups }) });
  } catch (error) {
    await views?.stop();
    await readStore?.close();
    await store.close();
    throw error;
  }
}

function together(opened: Omit<Stores, 'close'>): Stores {
  const { store, readStore, views, offerClock, webhooks, ledger, backups } = opened;
  let closing: Promise<void> | undefined;
  return {
    ...opened,
    close: () =>
      (closing ??= (async () => {
        await Promise.all([offerClock?.stop(), webhooks?.delivery.stop(), ledger?.stop(), backups?.stop()]);
        await views?.stop();
        await readStore.close();
        await store.close();
      })()),
  };
}
