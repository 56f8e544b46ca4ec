import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEvents } from '#acquisition/audit';
import type { ViewTables } from '#acquisition/views';
import { viewsOf } from '#acquisition/views';
import type { DocumentInLog } from '#acquisition/evidence';
import { documentsNamedBy } from '#acquisition/evidence';
import type { Configuration } from '#configuration';
import { EventDecodeError, isEventStoreError, type EventStore } from '#event-store';
import { verifyEvidence } from '#evidence';
import { openEvidence } from '../open-evidence';
import { readingThreads } from './reading-threads';
import type { Finding, KeptCheckpoint, Verdict, VerifiedUpTo, Verifier } from '#ledger';
import { openTree, readVerifier, rootOf, verifyLog } from '#ledger';
import { openReadStore, readGenerations } from '#read-store';
import { compareWithRebuild } from '#subscriptions';
import { zoneOf } from '../clock';
import { openEventStore } from '../open-event-store';

/** What is to be verified. All of it can be sent to a thread. */
export interface VerifySettings {
  readonly eventStoreUrl: string;
  /** Where the ledger keeps the tree of this log; absent: what it kept is not compared with. */
  readonly treeFolder?: string;
  /** Absent: the views are not compared with the events. */
  readonly views?: { readonly readStoreUrl: string; readonly timeZone: string };
  /** Absent: the documents that entries name are not looked at. */
  readonly evidence?: Pick<Configuration, 'evidenceStoreUrl' | 'evidenceLimit'>;
  readonly against?: readonly KeptCheckpoint[];
  /** A public key to trust, as text. */
  readonly key?: string;
  /** Only what came after the last checkpoint that was verified. Default: everything. */
  readonly isQuick?: boolean;
  /** Keeps how far it was verified, for the next quick one: of the log that the ledger follows, and no copy of it. Default: false. */
  readonly isOwn?: boolean;
}

/** How far it is. */
export interface VerifyProgress {
  /** `log`, `documents`, or the name of a view that is made again. */
  readonly doing: string;
  /** Events, or documents. */
  readonly done: number;
}

/** From source, as tests run it, there is no thread to start. */
export const hasThreads = __filename.endsWith('.js');

const verifiedFile = (treeFolder: string): string => join(treeFolder, 'verified.json');

/** How far the log was verified before; undefined where it never was, or nobody knows. */
function readVerified(treeFolder: string): VerifiedUpTo | undefined {
  try {
    const { size, root } = JSON.parse(readFileSync(verifiedFile(treeFolder), 'utf8')) as Partial<VerifiedUpTo>;
    return Number.isSafeInteger(size) && Number(size) >= 0 && typeof root === 'string'
      ? { size: Number(size), root }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Kept where it can be; where not, more is verified the next time. */
function keepVerified(treeFolder: string, verified: VerifiedUpTo): void {
  try {
    const partial = `${verifiedFile(treeFolder)}.${String(process.pid)}`;
    writeFileSync(partial, JSON.stringify(verified));
    renameSync(partial, verifiedFile(treeFolder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

type Told = (progress: VerifyProgress) => void;

/** Reads the log again. @throws EventStoreError when it cannot be opened; LedgerError `invalid` for a key or checkpoint that is none. */
export async function verifyEvents(settings: VerifySettings, told: Told): Promise<Verdict> {
  const { eventStoreUrl, treeFolder, evidence, against = [], key, isQuick = false, isOwn = false } = settings;
  const trusted: { readonly key?: Verifier } = key === undefined ? {} : { key: readVerifier(key) };
  const store = await openEventStore(eventStoreUrl, { readOnly: true });
  const kept = treeFolder === undefined ? undefined : openTree(treeFolder);
  const since = isQuick && treeFolder !== undefined ? readVerified(treeFolder) : undefined;
  const readers = treeFolder === undefined || !hasThreads ? undefined : readingThreads({ eventStoreUrl, treeFolder });
  try {
    const verdict = await verifyLog({
      log: store,
      ...(kept === undefined ? {} : { kept }),
      ...(since === undefined ? {} : { since }),
      against,
      ...trusted,
      check: checkEvents({ isWhole: since === undefined }),
      ...(readers !== undefined && { readers }),
      onProgress: (done) => told({ doing: 'log', done }),
    });
    if (isOwn && kept !== undefined && treeFolder !== undefined && verdict.isIntact && verdict.covered <= kept.size) {
      keepVerified(treeFolder, { size: verdict.covered, root: rootOf(kept.subtree, verdict.covered).toString('hex') });
    }
    const documents = evidence === undefined ? [] : await verifyDocuments(store, evidence, told);
    return { ...verdict, findings: [...verdict.findings, ...documents] };
  } finally {
    await readers?.stop();
    kept?.close();
    await store.close();
  }
}

/** Documents that the log names, as far as its events can be read: those that cannot are found elsewhere. */
async function* documentsOf(store: EventStore): AsyncGenerator<DocumentInLog> {
  for await (const event of store.readAll()) {
    try {
      yield* documentsNamedBy(event);
    } catch (error) {
      if (!(error instanceof EventDecodeError)) throw error;
    }
  }
}

/** Reads every document that an entry names, and says which are missing or altered. */
async function verifyDocuments(
  store: EventStore,
  evidence: NonNullable<VerifySettings['evidence']>,
  told: Told,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let done = 0;
  try {
    const kept = openEvidence(evidence, { readOnly: true });
    for await (const { state, name, sha256, eventId } of verifyEvidence(documentsOf(store), kept)) {
      done += 1;
      told({ doing: 'documents', done });
      if (state === 'ok') continue;
      const message = `${name} (SHA-256 ${sha256}), the document behind entry ${eventId}, is ${state}.`;
      findings.push({ code: 'evidence', message });
    }
  } catch (error) {
    if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
    // Said, with its place, of the log.
  }
  return findings;
}

/** Makes every view again, in memory, from the events, and compares it with the one that is kept, byte by byte. */
export async function verifyViews(
  { eventStoreUrl }: VerifySettings,
  { readStoreUrl, timeZone }: NonNullable<VerifySettings['views']>,
  told: Told,
): Promise<readonly Finding[]> {
  const store = await openEventStore(eventStoreUrl, { readOnly: true });
  try {
    return await compareViews(store, readStoreUrl, timeZone, told);
  } finally {
    await store.close();
  }
}

async function compareViews(store: EventStore, readStoreUrl: string, timeZone: string, told: Told) {
  const readStore = await openReadStore<ViewTables>({ url: readStoreUrl, readOnly: true });
  const findings: Finding[] = [];
  try {
    const generations = await readGenerations(readStore.bookkeeping);
    for (const view of viewsOf(store, zoneOf(timeZone))) {
      const isKept = generations.some(({ view: name, version }) => name === view.name && version === view.version);
      if (!isKept) continue;
      const onProgress = (done: number): void => told({ doing: view.name, done });
      const { difference } = await compareWithRebuild({ store, readStore, view, onProgress });
      if (difference === undefined) continue;
      const { table, kept, rebuilt } = difference;
      const message =
        `The view ${view.name} is not what the events make, in ${table}: it has ${kept ?? 'no such row'}, ` +
        `the events make ${rebuilt ?? 'none'}. Rebuild it with \`ovation views rebuild ${view.name}\`.`;
      findings.push({ code: 'view', message });
    }
    return findings;
  } finally {
    await readStore.close();
  }
}
