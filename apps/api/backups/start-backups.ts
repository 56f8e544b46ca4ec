import type { Configuration } from '#configuration';
import { newestBackup } from '#event-store/sqlite';
import type { Log, ProcessStatus, SupervisedProcess } from '#subscriptions';
import { superviseProcess } from '#subscriptions';
import type { ProgramClock } from '../clock';
import { fileOfEmbedded } from '../open-event-store';
import { backUp } from './back-up';
import type { BackUpSettings } from './back-up-stores';
import { alteredInWords } from './evidence-beside-backups';

/** The backups that a server makes by itself. */
export interface Backups {
  /** With what is wrong with the last one, if anything is. */
  status(): ProcessStatus;
  /** What is wrong with the last backup, a sentence that says what to do; undefined once one is whole. */
  trouble(): string | undefined;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

export type BackupConfiguration = Pick<
  Configuration,
  'eventStoreUrl' | 'evidenceStoreUrl' | 'backupFolder' | 'backupHours' | 'backupKeep'
>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After one that failed: soon enough for whoever has cured it, and not so soon that a large log is copied all day. */
const AGAIN_MS = 10 * MINUTE_MS;

const after = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString();

function backing(settings: BackUpSettings, everyMs: number, clock: ProgramClock, log: Log) {
  let trouble: string | undefined;
  let hasFailed = false;

  /** Makes what is due. @returns When to look again. */
  const attempt = async (at: string, signal: AbortSignal): Promise<string> => {
    const newest = newestBackup(settings.folder, at);
    const next = newest === undefined ? at : after(newest, everyMs);
    const withLog = next <= at;
    // Where the log was backed up and the documents were not, they are still to come.
    if (!withLog && !hasFailed) return next;
    const { log: made, evidence, removed } = await backUp(settings, { at, withLog }, signal);
    hasFailed = false;
    trouble = alteredInWords(evidence);
    if (trouble !== undefined) log.error({ backup: true, altered: evidence.altered }, trouble);
    if (made !== undefined)
      log.info(
        { file: made.file, events: made.events, documents: evidence.copied, removed },
        `The log is backed up: ${made.file}.`,
      );
    return withLog ? after(at, everyMs) : next;
  };

  const run = async (signal: AbortSignal, wentWell: () => void): Promise<void> => {
    const hasEnded = (): boolean => signal.aborted;
    while (!hasEnded()) {
      const at = clock.now();
      let next = after(at, AGAIN_MS);
      try {
        next = await attempt(at, signal);
      } catch (error) {
        if (hasEnded()) return;
        hasFailed = true;
        trouble = error instanceof Error ? error.message : String(error);
        log.error({ err: error, next }, `The backup has failed: ${trouble}`);
      }
      wentWell();
      await clock.until(next, signal);
    }
  };

  return { process: { name: 'backup', run }, trouble: () => trouble };
}

/**
 * Begins to back up an embedded log, with its documents, whenever the newest backup in the folder is as old as the configuration
 * says, by its name: a restart neither skips one nor makes one more. What has failed is tried again.
 * @returns undefined where no folder is configured.
 */
export function startBackups(
  { eventStoreUrl, evidenceStoreUrl, backupFolder, backupHours, backupKeep }: BackupConfiguration,
  clock: ProgramClock,
  log: Log,
): Backups | undefined {
  const file = fileOfEmbedded(eventStoreUrl);
  if (backupFolder === undefined || file === undefined) return undefined;
  const settings = { file, evidenceStoreUrl, folder: backupFolder, keep: backupKeep };
  const { process, trouble } = backing(settings, backupHours * HOUR_MS, clock, log);
  const supervised: SupervisedProcess = superviseProcess(process, { log });
  return {
    status: () => {
      const error = trouble();
      return { ...(error === undefined ? {} : { error }), ...supervised.status() };
    },
    trouble,
    stop: () => supervised.stop(),
  };
}
