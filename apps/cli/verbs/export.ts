import type { Command } from 'commander';
import { Option } from 'commander';
import type { ExportFormat } from '#acquisition/exports';
import { EXPORT_FORMATS, openExport } from '#acquisition/exports';
import { readConfiguration } from '#configuration';
import { say } from '../output/print';
import { withProgress } from '../output/progress';
import type { AskedMoment } from '../reading';
import { findFilm, momentOf, reading } from '../reading';
import { writeOut, writeWhole } from '../write-file';

interface Options extends AskedMoment {
  readonly format: ExportFormat;
  readonly to?: string;
}

/** Instead of the name of a file. */
const STANDARD_OUTPUT = '-';

/** Everything that is recorded, or of one film, as a file. */
export const exportVerb = (program: Command): Command =>
  program
    .command('export')
    .description('everything that is recorded, or of one film, as a file to take away')
    .argument('[film]', 'slug, id or title; default: everything')
    .addOption(
      new Option('--format <format>', 'jsonl: CloudEvents in lines, which `ovation import` makes the same log of')
        .choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .option('--as-of <when>', 'what had happened by then; not of jsonl')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--to <file>', 'where to write it, "-" for standard output; default: a name of its own, here')
    .action(async (name: string | undefined, { format, to, ...moment }: Options) => {
      await reading(readConfiguration(process.env), async (from) => {
        const film = name === undefined ? {} : { film: await findFilm(from, name) };
        const path = await withProgress('exporting', 'events', async (onProgress) => {
          const asked = { ...film, ...momentOf(moment) };
          const file = await openExport(from.sources, format, asked, { onProgress });
          const written = to ?? file.name;
          await (to === STANDARD_OUTPUT ? writeOut(file.content) : writeWhole(written, file.content));
          return written;
        });
        if (to !== STANDARD_OUTPUT) say(`Written to ${path}.`);
      });
    });
