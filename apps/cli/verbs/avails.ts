import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { AvailsFile, Format } from '#acquisition/files';
import { FORMATS, fileOfFilm, fileOfSlate } from '#acquisition/files';
import type { AskedRights, AskedSlateAvails, FreeFilm, Part, SlateAvails } from '#acquisition/views';
import { PARTS, filmAvails, slateAvails, slateBlocks } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { filmAvailsInWords, freeFilmsInWords } from '../output/avails';
import { print, printJson, say } from '../output/print';
import { underMoment } from '../output/words';
import type { AskedMoment, Reading } from '../reading';
import { wholeOf } from '../every-page';
import { NOTHING_YET, findFilm, fromViewsThen, isAnythingRecorded, momentOf, reading } from '../reading';

interface Options extends AskedMoment, Omit<AskedRights, 'languages'> {
  readonly languages?: string;
  readonly exclusive?: boolean;
  readonly part?: Part;
  readonly format?: Format;
  readonly output?: string;
  readonly json?: boolean;
}

type Asked = Pick<Options, 'territories' | 'media' | 'from' | 'to'>;

/** The options that are about rights, those that were given. */
const askedOf = ({ territories, media, from, to }: Asked): Asked => ({
  ...(territories === undefined ? {} : { territories }),
  ...(media === undefined ? {} : { media }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** @throws CommandLineError for options that say nothing beside the others. */
function checkUsage(name: string | undefined, { languages, exclusive, part, format, output, json }: Options): void {
  const refuse = (sentence: string): never => {
    throw new CommandLineError(EXIT.usage, sentence);
  };
  if (name !== undefined && (exclusive !== undefined || part !== undefined))
    refuse('--exclusive and --part are about the whole slate: leave the film out.');
  if (name === undefined && languages !== undefined) refuse('--languages is about one film: name it.');
  if (output !== undefined && format === undefined) refuse('--output wants a --format: csv, xlsx or ema.');
  if (json && format !== undefined) refuse('Give either --json or --format.');
}

async function write({ name, content }: AvailsFile, output = name): Promise<void> {
  await writeFile(output, content);
  say(`Written to ${output}.`);
}

async function ofFilm(from: Reading, name: string, options: Options): Promise<void> {
  const { languages, format, output, json } = options;
  const avails = await filmAvails(from.sources, {
    film: await findFilm(from, name),
    ...askedOf(options),
    ...momentOf(options),
    ...(languages === undefined ? {} : { languages: languages.split(',').map((code) => code.trim()) }),
  });
  if (format !== undefined) await write(await fileOfFilm(format, avails), output);
  else if (json) printJson(avails);
  else print(filmAvailsInWords(avails));
}

async function ofSlate(from: Reading, options: Options): Promise<void> {
  const { exclusive, part, format, output, json } = options;
  const query: AskedSlateAvails = {
    ...askedOf(options),
    ...momentOf(options),
    ...(exclusive === undefined ? {} : { exclusive }),
    ...(part === undefined ? {} : { part }),
  };
  await fromViewsThen(from, options, ['avails'], async (sources) => {
    if (format !== undefined) {
      await write(await fileOfSlate(format, await slateBlocks(sources, query)), output);
      return;
    }
    const { items, asked } = await wholeOf<FreeFilm, SlateAvails>(
      (page) => slateAvails(sources, { ...query, ...page }),
      sources.pageLimit,
    );
    if (json) printJson(items);
    else print(underMoment(options, freeFilmsInWords(items, asked)));
  });
}

/** What is free: of one film where, until when and why not; or which films of the slate. */
export const avails = (program: Command): Command =>
  program
    .command('avails')
    .description('what is free of a film, where, until when, and why not; or which films of the slate are free')
    .argument('[film]', 'slug, id or title; default: the whole slate')
    .option('--territories <words>', 'such as "Benelux" or "Worldwide - Italy"; default: worldwide')
    .option('--media <words>', 'such as "SVOD" or "television"; default: all rights')
    .option('--from <day>', 'first day; default: today, before which nothing is free')
    .option('--to <day>', 'the day after the last one; default: for ever')
    .option('--languages <codes>', 'ISO 639-1, with commas between them, of one film; default: all')
    .option('--exclusive', 'films that could be sold exclusively')
    .option('--no-exclusive', 'films that could be sold beside non-exclusive licences')
    .addOption(new Option('--part <part>', 'films of which all of it is free, or any').choices(PARTS))
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .addOption(new Option('--format <format>', 'a file; ema: the EMA Avails template').choices(FORMATS))
    .option('--output <file>', 'where to write it; default: a name of its own, here')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      checkUsage(name, options);
      const configuration = readConfiguration(process.env);
      if (name === undefined && options.format === undefined && !isAnythingRecorded(configuration)) {
        if (options.json) printJson([]);
        else print(NOTHING_YET);
        return;
      }
      await reading(configuration, (from) =>
        name === undefined ? ofSlate(from, options) : ofFilm(from, name, options),
      );
    });
