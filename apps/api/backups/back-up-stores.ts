import type { Backup } from '#event-store/sqlite';
import { backUpLog, removeOldBackups } from '#event-store/sqlite';
import type { CopiedEvidence } from '#evidence';
import { bringEvidenceBeside } from './evidence-beside-backups';

/** What is to be backed up, and where. All of it can be sent to a thread. */
export interface BackUpSettings {
  /** File of the embedded log. */
  readonly file: string;
  readonly evidenceStoreUrl: string;
  readonly folder: string;
  /** How many backups stay there, from 1. */
  readonly keep: number;
}

/** One backup of them. */
export interface AskedBackUp {
  /** The moment that it is named by: UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** False where the log was backed up, and what follows it was not. */
  readonly withLog: boolean;
}

/** What was done. */
export interface BackedUp {
  /** Absent where it was not asked for. */
  readonly log?: Backup;
  readonly evidence: CopiedEvidence;
  /** Files of older backups, which are gone. */
  readonly removed: readonly string[];
}

/**
 * Backs up the log, then the documents that it names, and then removes backups that are too old: nothing goes before all
 * that is new is whole and checked.
 * @throws EventStoreError as `backUpLog` and `removeOldBackups`; EvidenceError as `bringEvidenceBeside`.
 */
export async function backUpStores(settings: BackUpSettings, { at, withLog }: AskedBackUp): Promise<BackedUp> {
  const { file, folder, keep } = settings;
  const log = withLog ? await backUpLog({ file, folder, at }) : undefined;
  const evidence = await bringEvidenceBeside(settings, folder);
  const removed = removeOldBackups(folder, keep, at);
  return { ...(log === undefined ? {} : { log }), evidence, removed };
}
