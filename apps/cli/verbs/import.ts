import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { ImportReport } from '#acquisition/importing';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import { isComplete } from '#acquisition/importing';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { openForDryRun, openForImport } from '../import-target';
import { importInWords } from '../output/import-report';
import { print, printJson, say } from '../output/print';
import { count } from '../output/words';

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

function whatIsMissing({ stopped, counts }: ImportReport): string {
  const refused =
    counts.films.refused === 0 ? '' : `${count(counts.films.refused, 'film')} refused: the report says why. `;
  return refused + (stopped === undefined ? '' : `Stopped: ${stopped.message} The films before it are as reported.`);
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
      const dryRun = options.dryRun ?? false;
      const { target, close } = await (dryRun ? openForDryRun : openForImport)(configuration);
      const bar = new SingleBar({
        format: 'importing {bar} {value} of {total} films',
        stream: process.stderr,
        noTTYOutput: false,
      });
      let report: ImportReport;
      try {
        bar.start(chronicle.films.length, 0);
        report = await importChronicle(target, chronicle, {
          file: basename(file),
          dryRun,
          onFilm: (_film, done) => {
            bar.update(done);
          },
        });
      } finally {
        bar.stop();
        await close();
      }
      if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
      if (options.json) printJson(report);
      else print(importInWords(report));
      if (isComplete(report)) return;
      say(whatIsMissing(report));
      process.exitCode = EXIT.failed;
    });
