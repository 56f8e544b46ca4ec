import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfiguration } from '#configuration';
import { backUpLog } from '#event-store/sqlite';
import { EXIT } from '../exit-codes';
import { backUpEvidence, describeCopied, tellAltered } from '../evidence-backup';
import { CommandLineError } from '../failure';
import { describeContents, logFileOf } from '../log-file';
import { print, printJson } from '../output/print';
import { withProgress } from '../output/progress';

interface Options {
  readonly to?: string;
  readonly json?: boolean;
}

/** A backup of the embedded log, made while it is written to. */
export const backup = (program: Command): Command =>
  program
    .command('backup')
    .description(
      'back up the embedded event log, also while the server runs, and check every event of the backup; and the documents',
    )
    .option('--to <folder>', 'where it is to lie (default: the folder backups beside the stores)')
    .option('--json', 'the report as one JSON document')
    .action(async ({ to, json }: Options) => {
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
      if (json === true) printJson({ ...made, evidence });
      else
        print([made.file, describeContents(made), describeCopied(evidence)].filter((line) => line !== '').join('\n'));
      tellAltered(evidence);
    });
