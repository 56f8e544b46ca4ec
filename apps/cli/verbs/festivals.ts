import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { AskedFestival, AskedFestivals, FestivalHistory, FilmAtFestival, QuerySources } from '#acquisition/views';
import { festival as festivalOf, festivals as festivalsOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { festivalInWords, festivalsInWords } from '../output/festivals';
import { print, printJson } from '../output/print';
import { everyPage, wholeOf } from '../every-page';
import { underMoment } from '../output/words';
import type { AskedMoment } from '../reading';
import { fromViewsThen, momentOf, reading } from '../reading';

interface Options extends AskedMoment {
  readonly search?: string;
  readonly year?: number;
  readonly json?: boolean;
}

function yearOf(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Give a year of four digits, such as 2024.');
  return Number(text);
}

async function showOne(sources: QuerySources, asked: AskedFestival, json: boolean): Promise<void> {
  const whole = await wholeOf<FilmAtFestival, FestivalHistory>(
    (page) => festivalOf(sources, { ...asked, ...page }),
    sources.pageLimit,
  );
  if (json) printJson(whole);
  else print(underMoment(asked, festivalInWords(whole)));
}

async function showAll(sources: QuerySources, asked: AskedFestivals, json: boolean): Promise<void> {
  const all = await everyPage((page) => festivalsOf(sources, { ...asked, ...page }), sources.pageLimit);
  if (json) printJson(all);
  else print(underMoment(asked, festivalsInWords(all)));
}

/** Every festival that a film was at, or one of them. */
export const festivals = (program: Command): Command =>
  program
    .command('festivals')
    .description('every festival that a film was at, or one: ovations against outcomes')
    .argument('[name]', 'name of the festival; default: all festivals')
    .option('--year <year>', 'one edition', yearOf)
    .option('--search <words>', 'words that all occur in the name')
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, { search, year, json = false, ...options }: Options) => {
      const moment = momentOf(options);
      await reading(readConfiguration(process.env), (from) =>
        fromViewsThen(from, moment, ['festivals', 'slate'], (sources) =>
          name === undefined
            ? showAll(sources, { ...moment, ...(search === undefined ? {} : { search }) }, json)
            : showOne(sources, { ...moment, festival: name, ...(year === undefined ? {} : { year }) }, json),
        ),
      );
    });
