import type { Command } from 'commander';
import { Option } from 'commander';
import type { ExportFormat } from '#acquisition/exports';
import { EXPORT_FORMATS, openExport } from '#acquisition/exports';
import type { BundleSources } from '#acquisition/bundle';
import { openEvidence, treeFolderOf } from '#apps/api';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { say } from '../output/print';
import { withProgress } from '../output/progress';
import type { AskedMoment, Reading } from '../reading';
import { findFilm, momentOf, reading } from '../reading';
import { ask, runningServer } from '../running-server';
import { writeOut, writeWhole } from '../write-file';

interface Options extends AskedMoment {
  readonly format: ExportFormat | typeof BUNDLE;
  readonly to?: string;
}

/** The record with the documents behind it and the proof that none of it was altered. */
const BUNDLE = 'bundle';

/** Instead of the name of a file. */
const STANDARD_OUTPUT = '-';

/** So that the newest events are proven, too. Where no server runs, what was signed last has to do. */
async function signIfServed(configuration: Configuration, { asOf, knownAt }: AskedMoment): Promise<void> {
  if (asOf !== undefined || knownAt !== undefined) {
    throw new CommandLineError(EXIT.usage, 'A bundle holds what is recorded now: leave --as-of and --known-at out.');
  }
  const server = runningServer(configuration);
  if (server !== undefined) await ask(server, '/api/ledger/checkpoints');
}

const bundleSources = ({ sources }: Reading, configuration: Configuration): BundleSources => ({
  sources,
  evidence: openEvidence(configuration, { readOnly: true }),
  treeFolder: treeFolderOf(configuration),
});

/** Everything that is recorded, or of one film, as a file. */
export const exportVerb = (program: Command): Command =>
  program
    .command('export')
    .description('everything that is recorded, or of one film, as a file to take away')
    .argument('[film]', 'slug, id or title; default: everything')
    .addOption(
      new Option(
        '--format <format>',
        'jsonl: lines that `ovation import` makes the same log of; bundle: an archive that `ovation verify` checks',
      )
        .choices([...EXPORT_FORMATS, BUNDLE])
        .makeOptionMandatory(),
    )
    .option('--as-of <when>', 'what had happened by then; not of jsonl')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--to <file>', 'where to write it, "-" for standard output; default: a name of its own, here')
    .action(async (name: string | undefined, { format, to, ...moment }: Options) => {
      const configuration = readConfiguration(process.env);
      if (format === BUNDLE) await signIfServed(configuration, moment);
      await reading(configuration, async (from) => {
        const film = name === undefined ? {} : { film: await findFilm(from, name) };
        const path = await withProgress('exporting', 'events', async (onProgress) => {
          const asked = { ...film, ...momentOf(moment) };
          const file =
            format === BUNDLE
              ? await (
                  await import('#acquisition/bundle')
                ).openBundle(bundleSources(from, configuration), { ...film, onProgress })
              : await openExport(from.sources, format, asked, { onProgress });
          const written = to ?? file.name;
          await (to === STANDARD_OUTPUT ? writeOut(file.content) : writeWhole(written, file.content));
          return written;
        });
        if (to !== STANDARD_OUTPUT) say(`Written to ${path}.`);
      });
    });
