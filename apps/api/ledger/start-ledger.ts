import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import type { Growth, KeyFile, ReadLedger } from '#ledger';
import { beginLedger, growth, isLedgerError, keepTree, keyFile, ledgerReader, mayPass, signCheckpoints } from '#ledger';
import type { Log, Process, SupervisedProcess } from '#subscriptions';
import { superviseProcess } from '#subscriptions';
import type { ProgramClock } from '../clock';
import type { Verification } from './verification';
import { verification } from './verification';
import type { VerifySettings } from './verify-stores';

/** What the thread that keeps the tree must know. */
export interface LedgerSettings {
  readonly eventStoreUrl: string;
  readonly folder: string;
}

/** What it says. */
export type LedgerSaying =
  | { readonly says: 'grown'; readonly size: number }
  | { readonly says: 'went well' }
  | { readonly says: 'log'; readonly level: keyof Log; readonly fields: object; readonly message: string }
  | {
      readonly says: 'failed';
      readonly error: { readonly name: string; readonly message: string; readonly code?: string };
    };

/** The ledger of a server. */
export interface Ledger {
  /** Where its tree lies. */
  readonly folder: string;
  /** How long to wait for it, in milliseconds. */
  readonly waitLimit: number;
  readonly keys: KeyFile;
  readonly read: ReadLedger;
  readonly tree: Growth;
  readonly keeping: SupervisedProcess;
  readonly signing: SupervisedProcess;
  readonly verification: Verification;
  readonly verifying: SupervisedProcess;
  /** Where the views lie that are compared with the events. */
  readonly viewsToVerify: NonNullable<VerifySettings['views']>;
  /** Where the documents lie that entries name. */
  readonly evidenceToVerify: NonNullable<VerifySettings['evidence']>;
  stop(): Promise<void>;
}

export type LedgerConfiguration = Pick<
  Configuration,
  | 'dataDir'
  | 'eventStoreUrl'
  | 'readStoreUrl'
  | 'timeZone'
  | 'waitLimit'
  | 'ledgerKeyFile'
  | 'checkpointEvents'
  | 'checkpointMinutes'
  | 'verifyHours'
  | 'evidenceStoreUrl'
  | 'evidenceLimit'
>;

const MINUTE_MS = 60_000;

/** Where the tree of the ledger lies. */
export const treeFolderOf = ({ dataDir }: Pick<Configuration, 'dataDir'>): string => join(dataDir, 'ledger');

/** The keeping of the tree, in a thread of its own for each run, so that it takes no time from this one. */
function inThread(settings: LedgerSettings, log: Log, tree: Growth): Process {
  return {
    name: 'ledger',
    mayPass,
    run: (signal, wentWell) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(join(__dirname, 'ledger-thread.js'), { workerData: settings, name: 'ledger' });
        let failure: Error | undefined;
        const stop = (): void => worker.postMessage('stop');
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        worker.on('message', (saying: LedgerSaying) => {
          if (saying.says === 'grown') tree.grown(saying.size);
          else if (saying.says === 'went well') wentWell();
          else if (saying.says === 'log') log[saying.level](saying.fields, saying.message);
          else failure = Object.assign(new Error(saying.error.message), saying.error);
        });
        worker.on('error', (error: Error) => {
          failure = error;
        });
        worker.on('exit', () => {
          signal.removeEventListener('abort', stop);
          if (failure !== undefined) reject(failure);
          else if (signal.aborted) resolve();
          else reject(new Error('The thread that keeps the ledger has ended by itself: it is started again.'));
        });
      }),
  };
}

/**
 * Begins the ledger of a log where there is none, and keeps it: its tree, behind the log, and its checkpoints.
 * @throws LedgerError `invalid` when the key file holds no key.
 */
export async function startLedger(
  store: EventStore,
  clock: ProgramClock,
  configuration: LedgerConfiguration,
  { log, thread }: { readonly log: Log; readonly thread: boolean },
): Promise<Ledger> {
  const { eventStoreUrl, waitLimit, ledgerKeyFile, checkpointEvents, checkpointMinutes } = configuration;
  const folder = treeFolderOf(configuration);
  const keys = keyFile(ledgerKeyFile);
  const tree = growth();
  const read = ledgerReader(store);
  try {
    await beginLedger(store, keys, read);
  } catch (error) {
    if (!isLedgerError(error) || error.code !== 'altered') throw error;
    // Said by the server's readiness: it is there to tell.
    log.error({ err: error }, error.message);
  }
  const keep = thread
    ? inThread({ eventStoreUrl, folder }, log, tree)
    : keepTree({ store, folder, log, onGrown: (size) => tree.grown(size) });
  const everyMs = checkpointMinutes * MINUTE_MS;
  const sign = signCheckpoints({ store, read, folder, keys, clock, tree, everyEvents: checkpointEvents, everyMs });
  const keeping = superviseProcess(keep, { log });
  const signing = superviseProcess(sign, { log });
  const verifies = verification(
    { eventStoreUrl, treeFolder: folder, isOwn: true },
    { clock, log, everyHours: configuration.verifyHours },
  );
  const verifying = superviseProcess(verifies.process, { log });
  return {
    folder,
    waitLimit,
    keys,
    read,
    tree,
    keeping,
    signing,
    verification: verifies,
    verifying,
    evidenceToVerify: {
      evidenceStoreUrl: configuration.evidenceStoreUrl,
      evidenceLimit: configuration.evidenceLimit,
    },
    viewsToVerify: { readStoreUrl: configuration.readStoreUrl, timeZone: configuration.timeZone },
    stop: async () => {
      await Promise.all([signing.stop(), verifies.stop(), verifying.stop()]);
      await keeping.stop();
    },
  };
}
