import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfiguration } from '#configuration';
import { backUpLog } from '#event-store/sqlite';
import { EXIT } from '../exit-codes';
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
    .description('back up the embedded event log, also while the server runs, and check every event of the backup')
    .option('--to <folder>', 'where it is to lie (default: the folder backups beside the stores)')
    .option('--json', 'the report as one JSON document')
    .action(async ({ to, json }: Options) => {
      const { eventStoreUrl, dataDir } = readConfiguration(process.env);
      const file = logFileOf(eventStoreUrl);
      if (!existsSync(file)) {
        throw new CommandLineError(EXIT.notFound, `There is no event log at ${file}: check OVATION_DATA_DIR.`);
      }
      const folder = to ?? join(dataDir, 'backups');
      const made = await withProgress('copying', 'pages', (onPages) =>
        withProgress('checking', 'events', (onEvents) => backUpLog({ file, folder, onPages, onEvents })),
      );
      if (json === true) printJson(made);
      else print(`${made.file}\n${describeContents(made)}`);
    });
