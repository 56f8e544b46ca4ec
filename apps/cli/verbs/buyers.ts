import type { Command } from 'commander';
import { Option } from 'commander';
import type { BuyerEntry, BuyerHistory, BuyerSort, QuerySources } from '#acquisition/views';
import { BUYER_SORTS, buyer as buyerOf, buyerDuplicates, buyers as buyersOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { buyerInWords, buyersInWords } from '../output/buyers';
import { print, printJson } from '../output/print';
import { everyPage, wholeOf } from '../every-page';
import { underMoment } from '../output/words';
import type { AskedMoment } from '../reading';
import { fromViewsThen, momentOf, reading } from '../reading';

interface Options extends AskedMoment {
  readonly search?: string;
  readonly sort?: BuyerSort;
  readonly duplicates?: boolean;
  readonly json?: boolean;
}

async function showOne(sources: QuerySources, name: string, { json, ...options }: Options): Promise<void> {
  const asked = { buyer: name, ...momentOf(options) };
  const whole = await wholeOf<BuyerEntry, BuyerHistory>(
    (page) => buyerOf(sources, { ...asked, ...page }),
    sources.pageLimit,
  );
  if (json) printJson(whole);
  else print(underMoment(options, buyerInWords(whole)));
}

async function showAll(sources: QuerySources, { search, sort, json, ...options }: Options): Promise<void> {
  const asked = {
    ...momentOf(options),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort, descending: sort !== 'name' }),
  };
  const buyers = await everyPage((page) => buyersOf(sources, { ...asked, ...page }), sources.pageLimit);
  if (json) printJson(buyers);
  else print(underMoment(options, buyersInWords(buyers)));
}

async function showDuplicates(sources: QuerySources, { json, ...options }: Options): Promise<void> {
  const { items: groups } = await buyerDuplicates(sources, momentOf(options));
  if (json) printJson(groups);
  else if (groups.length === 0) print('No two names of buyers look like one.');
  else print(groups.map((names) => names.join(' · ')).join('\n'));
}

/** Everybody who ever had to do with a film, or one of them. */
export const buyers = (program: Command): Command =>
  program
    .command('buyers')
    .description(
      'everybody who ever had to do with a film, or one buyer: interest, passes, negotiations, offers, deals',
    )
    .argument('[name]', 'any name of the buyer; default: all buyers')
    .option('--search <words>', 'words that all occur in the name')
    .addOption(new Option('--sort <sort>', 'what buyers are sorted by; default: name').choices(BUYER_SORTS))
    .option('--duplicates', 'names that are likely of one buyer')
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      await reading(readConfiguration(process.env), (from) =>
        fromViewsThen(from, options, ['buyers'], (sources) => {
          if (name !== undefined) return showOne(sources, name, options);
          return options.duplicates === true ? showDuplicates(sources, options) : showAll(sources, options);
        }),
      );
    });
