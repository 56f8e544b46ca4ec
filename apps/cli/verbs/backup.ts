import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { readConfiguration } from '#configuration';
import { backUpLog, removeOldBackups } from '#event-store/sqlite';
import { EXIT } from '../exit-codes';
import { backUpEvidence, describeCopied, tellAltered } from '../evidence-backup';
import { CommandLineError } from '../failure';
import { describeContents, logFileOf } from '../log-file';
import { print, printJson } from '../output/print';
import { withProgress } from '../output/progress';
import { count } from '../output/words';

interface Options {
  readonly to?: string;
  readonly keep?: number;
  readonly json?: boolean;
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

const describeRemoved = (removed: readonly string[]): string =>
  removed.length === 0 ? '' : `${count(removed.length, 'older backup')} removed: ${removed.join(', ')}.`;

/** A backup of the embedded log, made while it is written to. */
export const backup = (program: Command): Command =>
  program
    .command('backup')
    .description(
      'back up the embedded event log, also while the server runs, and check every event of the backup; and the documents',
    )
    .option('--to <folder>', 'where it is to lie (default: the folder backups beside the stores)')
    .option('--keep <n>', 'remove older backups there, once this one is whole, until so many are left', countOf)
    .option('--json', 'the report as one JSON document')
    .action(async ({ to, keep, json }: Options) => {
      const configuration = readConfiguration(process.env);
      const file = logFileOf(configuration.eventStoreUrl);
      if (!existsSync(file)) {
        throw new CommandLineError(EXIT.notFound, `There is no event log at ${file}: check OVATION_DATA_DIR.`);
      }
      const folder = to ?? join(configuration.dataDir, 'backups');
      const made = await withProgress('copying', 'pages', (onPages) =>
        withProgress('checking', 'events', (onEvents) => backUpLog({ file, folder, onPages, onEvents })),
      );
      const evidence = await backUpEvidence(configuration, folder);
      const removed = keep === undefined ? [] : removeOldBackups(folder, keep);
      if (json === true) printJson({ ...made, evidence, ...(keep === undefined ? {} : { removed }) });
      else {
        const lines = [made.file, describeContents(made), describeCopied(evidence), describeRemoved(removed)];
        print(lines.filter((line) => line !== '').join('\n'));
      }
      tellAltered(evidence);
    });
