import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { AskedFestival, AskedFestivals, QuerySources } from '#acquisition/views';
import { festival as festivalOf, festivals as festivalsOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { festivalInWords, festivalsInWords } from '../output/festivals';
import { print, printJson } from '../output/print';
import { everyPage } from '../every-page';
import { fromViews, reading } from '../reading';

interface Options {
  readonly search?: string;
  readonly year?: number;
  readonly json?: boolean;
}

function yearOf(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Give a year of four digits, such as 2024.');
  return Number(text);
}

async function showOne(sources: QuerySources, asked: AskedFestival, json: boolean): Promise<void> {
  const found = await festivalOf(sources, asked);
  const items = await everyPage((page) => festivalOf(sources, { ...asked, ...page }));
  const whole = { ...found, items, next: null };
  if (json) printJson(whole);
  else print(festivalInWords(whole));
}

async function showAll(sources: QuerySources, asked: AskedFestivals, json: boolean): Promise<void> {
  const all = await everyPage((page) => festivalsOf(sources, { ...asked, ...page }));
  if (json) printJson(all);
  else print(festivalsInWords(all));
}

/** Every festival that a film was at, or one of them. */
export const festivals = (program: Command): Command =>
  program
    .command('festivals')
    .description('every festival that a film was at, or one: ovations against outcomes')
    .argument('[name]', 'name of the festival; default: all festivals')
    .option('--year <year>', 'one edition', yearOf)
    .option('--search <words>', 'words that all occur in the name')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, { search, year, json = false }: Options) => {
      await reading(readConfiguration(process.env), (from) =>
        fromViews(from, ['festivals', 'slate'], (sources) =>
          name === undefined
            ? showAll(sources, search === undefined ? {} : { search }, json)
            : showOne(sources, { festival: name, ...(year === undefined ? {} : { year }) }, json),
        ),
      );
    });
