import type { Command } from 'commander';
import type { Source } from '#acquisition/domain';
import type { Entry } from '#acquisition/views';
import { history as historyOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { print, printJson } from '../output/print';
import { table } from '../output/table';
import type { AskedMoment, Reading } from '../reading';
import { everyPage, findFilm, reading } from '../reading';

interface Options extends AskedMoment {
  readonly json?: boolean;
}

const onWhoseWord = (source: Source): string => {
  switch (source.kind) {
    case 'witnessed':
      return source.by ?? 'witnessed';
    case 'document':
      return source.name;
    case 'press':
      return source.outlet;
    case 'import':
      return source.cites[0] ?? source.file;
  }
};

async function entriesOf(from: Reading, film: string, { asOf, knownAt }: AskedMoment): Promise<readonly Entry[]> {
  const moment = { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) };
  return everyPage((page) => historyOf(from.sources, { film, order: 'occurred', ...moment, ...page }));
}

const marked = ({ sentence, standing, recorded }: Entry): string => {
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
          onWhoseWord(entry.source),
          `${entry.recordedAt.slice(0, 10)} by ${entry.actor.user}`,
        ]);
        print(table(['happened', 'what', 'on whose word', 'recorded'], rows));
      });
    });
