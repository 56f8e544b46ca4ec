import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { openStores } from '#apps/api';
import type { ImportReport } from '#acquisition/chronicle';
import { importChronicle, isComplete, readChronicle } from '#acquisition/chronicle';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { quiet } from '../log';
import { importInWords } from '../output/import-report';
import { print, printJson } from '../output/print';

interface Options {
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CommandLineError(EXIT.notFound, `${file} cannot be read (${code}): check the path.`);
  }
}

/** Imports a chronicle: films with their dated facts. */
export const importVerb = (program: Command): Command =>
  program
    .command('import')
    .description('import a chronicle: films with their dated facts; importing a file twice adds nothing')
    .argument('<file>', 'JSON, see data/chronicle.schema.json')
    .option('--dry-run', 'say what would be recorded, and record nothing')
    .option('--report <file>', 'write the report, row by row, as JSON')
    .option('--json', 'the report as one JSON document')
    .action(async (file: string, options: Options) => {
      const configuration = readConfiguration(process.env);
      const chronicle = readChronicle(await textOf(file));
      const stores = await openStores(configuration, { mode: 'writer', log: quiet });
      const bar = new SingleBar({
        format: 'importing {bar} {value} of {total} films',
        stream: process.stderr,
        noTTYOutput: false,
      });
      let report: ImportReport;
      try {
        bar.start(chronicle.films.length, 0);
        report = await importChronicle(
          {
            store: stores.store,
            directory: stores.recorder.directory,
            clock: stores.clock,
            actor: { user: configuration.user, role: configuration.role },
          },
          chronicle,
          { file: basename(file), dryRun: options.dryRun ?? false, onFilm: (_film, done) => bar.update(done) },
        );
        await stores.views?.waitFor(await stores.store.head());
      } finally {
        bar.stop();
        await stores.close();
      }
      if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
      if (options.json) printJson(report);
      else print(importInWords(report));
      if (!isComplete(report)) process.exitCode = EXIT.failed;
    });
