import type { Command } from 'commander';
import { describeSource } from '#acquisition/domain';
import type { EntryWithDocuments } from '#acquisition/views';
import { history as historyOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { everyPage } from '../every-page';
import { documentsBehind } from '../output/documents';
import { print, printJson } from '../output/print';
import { table } from '../output/table';
import type { AskedMoment, Reading } from '../reading';
import { findFilm, momentOf, reading } from '../reading';

interface Options extends AskedMoment {
  readonly json?: boolean;
}

function entriesOf({ sources }: Reading, film: string, asked: AskedMoment): Promise<readonly EntryWithDocuments[]> {
  const moment = momentOf(asked);
  return everyPage((page) => historyOf(sources, { film, order: 'occurred', ...moment, ...page }));
}

const marked = (entry: EntryWithDocuments): string => {
  const { standing, recorded } = entry;
  const sentence = `${entry.sentence}${documentsBehind(entry)}`;
  if (standing === 'retracted') return `${sentence} [retracted]`;
  return recorded === undefined ? sentence : `${sentence} [corrected; recorded as: ${recorded.sentence}]`;
};

/** Everything that happened to a film, on whose word. */
export const history = (program: Command): Command =>
  program
    .command('history')
    .description('everything that happened to a film, in order, and on whose word')
    .argument('<film>', 'slug, id or title')
    .option('--as-of <when>', 'what had happened by then')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: Options) => {
      await reading(readConfiguration(process.env), async (from) => {
        const entries = await entriesOf(from, await findFilm(from, name), options);
        if (options.json) {
          printJson(entries);
          return;
        }
        const rows = entries.map((entry) => [
          entry.occurredInWords,
          marked(entry),
          describeSource(entry.source),
          `${entry.recordedAt.slice(0, 10)} by ${entry.actor.user}`,
        ]);
        print(table(['happened', 'what', 'on whose word', 'recorded'], rows));
      });
    });
