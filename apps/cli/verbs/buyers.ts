import type { Command } from 'commander';
import { Option } from 'commander';
import type { BuyerSort, QuerySources } from '#acquisition/views';
import { BUYER_SORTS, buyer as buyerOf, buyerDuplicates, buyers as buyersOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { buyerInWords, buyersInWords } from '../output/buyers';
import { print, printJson } from '../output/print';
import { everyPage } from '../every-page';
import { fromViews, reading } from '../reading';

interface Options {
  readonly search?: string;
  readonly sort?: BuyerSort;
  readonly duplicates?: boolean;
  readonly json?: boolean;
}

async function showOne(sources: QuerySources, name: string, json: boolean): Promise<void> {
  const found = await buyerOf(sources, { buyer: name });
  const items = await everyPage((page) => buyerOf(sources, { buyer: name, ...page }));
  const whole = { ...found, items, next: null };
  if (json) printJson(whole);
  else print(buyerInWords(whole));
}

async function showAll(sources: QuerySources, { search, sort }: Options, json: boolean): Promise<void> {
  const asked = {
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort, descending: sort !== 'name' }),
  };
  const buyers = await everyPage((page) => buyersOf(sources, { ...asked, ...page }));
  if (json) printJson(buyers);
  else print(buyersInWords(buyers));
}

async function showDuplicates(sources: QuerySources, json: boolean): Promise<void> {
  const groups = await buyerDuplicates(sources);
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
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      const { duplicates = false, json = false } = options;
      await reading(readConfiguration(process.env), (from) =>
        fromViews(from, ['buyers'], (sources) => {
          if (name !== undefined) return showOne(sources, name, json);
          return duplicates ? showDuplicates(sources, json) : showAll(sources, options, json);
        }),
      );
    });
