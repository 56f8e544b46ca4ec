import { holderOf, knownFilms, openEventStore, openEvidence, openStores, systemClock } from '#apps/api';
import type { SpreadsheetTarget } from '#acquisition/spreadsheet';
import { createFilmDirectory } from '#acquisition/film-stream';
import type { ViewTables } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import { isEventStoreError } from '#event-store';
import type { EvidenceStore } from '#evidence';
import { isReadStoreError, openReadStore } from '#read-store';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';
import { quiet } from './log';
import { isAnythingRecorded, openReading, wholeSlate } from './reading';

/** Longest wait for the views to show what was imported; what they do not show by then, they show at the next start. */
const VIEWS_MS = 60_000;

/** Where an import records, and how to let go of it. */
export interface OpenTarget {
  readonly target: SpreadsheetTarget;
  /** Where documents are kept that entries name. */
  readonly evidence: EvidenceStore;
  /** The log itself, for events that are carried over as they are. */
  readonly log: Pick<EventStore, 'append' | 'readAll'>;
  readonly close: () => Promise<void>;
}

const actorOf = ({ user, role }: Configuration): SpreadsheetTarget['actor'] => ({ user, role });

const recordsNothing = () => Promise.reject(new Error('A dry run records nothing.'));

/** What is recorded where nothing is. */
const nothing: Pick<SpreadsheetTarget, 'store' | 'directory' | 'slate'> = {
  slate: () => Promise.resolve([]),
  store: {
    readStream: () => (async function* () {})(),
    append: recordsNothing,
  },
  directory: {
    find: () => Promise.resolve(undefined),
    claim: (_slug, filmId) => Promise.resolve(filmId),
  },
};

/** For a dry run: what is recorded is only read, so the server may run meanwhile, and nothing is made where nothing is. */
export async function openForDryRun(configuration: Configuration): Promise<OpenTarget> {
  const shared = { clock: systemClock(configuration.timeZone), actor: actorOf(configuration) };
  const evidence = openEvidence(configuration, { readOnly: true });
  if (!isAnythingRecorded(configuration)) {
    const log = { append: recordsNothing, readAll: () => (async function* () {})() };
    return { target: { ...nothing, ...shared }, evidence, log, close: () => Promise.resolve() };
  }
  const reading = await openReading(configuration);
  const { store, directory } = reading.sources;
  return {
    target: { store, directory, slate: () => wholeSlate(reading, {}), ...shared },
    evidence,
    log: store,
    close: reading.close,
  };
}

/** @throws CommandLineError when the server, or another import, writes to the data folder. */
export async function openForImport(configuration: Configuration): Promise<OpenTarget> {
  try {
    const stores = await openStores(configuration, { mode: 'writer', log: quiet });
    const { store, evidence, recorder, clock, views } = stores;
    return {
      target: {
        store,
        directory: recorder.directory,
        clock,
        actor: actorOf(configuration),
        slate: () => knownFilms(stores, VIEWS_MS),
      },
      evidence,
      log: store,
      close: async () => {
        await views?.waitFor(await store.head(), { timeoutMs: VIEWS_MS });
        await stores.close();
      },
    };
  } catch (error) {
    if (isEventStoreError(error) && error.code === 'locked') throw inUse(configuration);
    // The log is on a server, where others may write too: the one that keeps the views here reads there what is imported.
    if (isReadStoreError(error) && error.code === 'locked') return openWithoutViews(configuration);
    throw error;
  }
}

async function openWithoutViews(configuration: Configuration): Promise<OpenTarget> {
  const store = await openEventStore(configuration.eventStoreUrl);
  const clock = systemClock(configuration.timeZone);
  const readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  return {
    target: {
      store,
      directory: createFilmDirectory(store),
      clock,
      actor: actorOf(configuration),
      slate: () => knownFilms({ store, readStore, clock }, VIEWS_MS),
    },
    evidence: openEvidence(configuration, { readOnly: false }),
    log: store,
    close: async () => {
      await readStore.close();
      await store.close();
    },
  };
}

function inUse(configuration: Configuration): CommandLineError {
  const { pid, holder } = holderOf(configuration.eventStoreUrl) ?? {};
  const who = [
    holder === undefined ? 'another program' : `the server at ${holder}`,
    pid === undefined ? '' : ` (process ${String(pid)})`,
  ];
  const message = `${configuration.dataDir} is in use by ${who.join('')}: stop it, import, and start it again. A dry run works meanwhile.`;
  return new CommandLineError(EXIT.environment, message);
}
