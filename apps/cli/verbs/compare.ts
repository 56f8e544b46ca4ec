import type { Command } from 'commander';
import { comparedOffers } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { comparisonInWords } from '../output/comparison';
import { print, printJson } from '../output/print';
import type { AskedMoment } from '../reading';
import { findFilm, fromViews, reading } from '../reading';

interface Options extends AskedMoment {
  readonly all?: boolean;
  readonly currency?: string;
  readonly ratesOn?: string;
  readonly json?: boolean;
}

/** The offers of a film side by side. */
export const compare = (program: Command): Command =>
  program
    .command('compare')
    .description('the offers of a film side by side on every term, and who is best on what')
    .argument('<film>', 'slug, id or title')
    .option('--all', 'offers that are dead, too')
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--currency <code>', 'bring sums into this currency, by the rates of a day')
    .option('--rates-on <day>', 'the day of the rates; needed with --currency')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, ...asked }: Options) => {
      await reading(readConfiguration(process.env), async (from) => {
        const film = await findFilm(from, name);
        const inCurrency = asked.currency !== undefined || asked.ratesOn !== undefined;
        const compared = await fromViews(from, inCurrency ? ['rates'] : [], (sources) =>
          comparedOffers(sources, { film, ...asked }),
        );
        if (json) printJson(compared);
        else print(comparisonInWords(compared));
      });
    });
