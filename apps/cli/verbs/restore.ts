import { existsSync, renameSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { treeFolderOf } from '#apps/api';
import { readConfiguration } from '#configuration';
import { restoreLog } from '#event-store/sqlite';
import { EXIT } from '../exit-codes';
import { describeCopied, restoreEvidence, tellAltered } from '../evidence-backup';
import { CommandLineError } from '../failure';
import { describeContents, logFileOf } from '../log-file';
import { print, printJson } from '../output/print';
import { withProgress } from '../output/progress';

interface Options {
  readonly replace?: boolean;
  readonly digest?: string;
  readonly json?: boolean;
}

function digestOf(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text;
  throw new InvalidArgumentError('Give the 64 hexadecimal digits that `ovation backup` printed.');
}

/** The tree is of the log that was replaced: what it says of that stays true. @returns Where it is now. */
function setAside(tree: string): string | undefined {
  if (!existsSync(tree)) return undefined;
  let aside = `${tree}.replaced`;
  for (let number = 2; existsSync(aside); number += 1) aside = `${tree}.replaced-${String(number)}`;
  renameSync(tree, aside);
  return aside;
}

/** Puts a backup in the place of the embedded log. */
export const restore = (program: Command): Command =>
  program
    .command('restore')
    .description(
      'check a backup, and put it in the place of the embedded event log, with the documents beside it; the server must not run',
    )
    .argument('<file>', 'a backup that `ovation backup` made')
    .option('--replace', 'also where there is a log, which is kept under another name')
    .option('--digest <hex>', 'only if its events have this SHA-256', digestOf)
    .option('--json', 'the report as one JSON document')
    .action(async (backup: string, { json, ...options }: Options) => {
      const configuration = readConfiguration(process.env);
      const file = logFileOf(configuration.eventStoreUrl);
      if (!existsSync(backup)) throw new CommandLineError(EXIT.notFound, `There is no file ${backup}: check the path.`);
      const restored = await withProgress('checking', 'events', (onEvents) =>
        restoreLog({ ...options, backup, file, onEvents }),
      );
      const evidence = await restoreEvidence(configuration, backup);
      const tree = setAside(treeFolderOf(configuration));
      if (json === true) printJson({ file, ...restored, evidence, ...(tree === undefined ? {} : { tree }) });
      else {
        const { kept } = restored;
        const copied = describeCopied(evidence);
        print(
          `${file} is restored: ${describeContents(restored)}\n` +
            (kept === undefined ? '' : `The log that was there is kept as ${kept}.\n`) +
            (copied === '' ? '' : `${copied}\n`) +
            (tree === undefined ? '' : `The tree that the ledger kept of it is kept as ${tree}.\n`) +
            'Views are made anew at the next start, and so is the tree of the ledger.',
        );
      }
      tellAltered(evidence);
    });
