import type { Command } from 'commander';
import { Option } from 'commander';
import type { AskedRights, Figure, FilmInSum } from '#acquisition/views';
import { FIGURES, effects as effectsOf, explain as explanationOf, explainSum } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { everyPage } from '../every-page';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { effectsInWords, explanationInWords, sumInWords } from '../output/explanation';
import { print, printJson } from '../output/print';
import type { AskedMoment, Reading } from '../reading';
import { findFilm, fromViews, momentOf, reading } from '../reading';

type Rights = Omit<AskedRights, 'languages'>;

interface Options extends AskedMoment, Rights {
  readonly event?: string;
  readonly figure?: Figure;
  readonly json?: boolean;
}

/** The cells that are asked about, if any are. */
const rightsOf = ({ territories, media, from, to }: Rights): Rights => ({
  ...(territories === undefined ? {} : { territories }),
  ...(media === undefined ? {} : { media }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** @throws CommandLineError unless exactly one thing is to be explained, and with what is of it only. */
function checkUsage(film: string | undefined, options: Options): void {
  const { event, figure } = options;
  const refuse = (sentence: string): never => {
    throw new CommandLineError(EXIT.usage, sentence);
  };
  if ([film, event, figure].filter((one) => one !== undefined).length !== 1)
    refuse('Name one thing to explain: a film, or --event ID, or --figure for a sum of the whole slate.');
  if (film === undefined && Object.keys(rightsOf(options)).length > 0)
    refuse('--territories, --media, --from and --to are about the cells of a film: name it.');
  if (event !== undefined && Object.keys(momentOf(options)).length > 0)
    refuse('--event tells what it changed when it was recorded, and today: leave --as-of and --known-at out.');
}

async function ofFilm(from: Reading, name: string, options: Options): Promise<void> {
  const rights = rightsOf(options);
  const film = await findFilm(from, name);
  const why = await explanationOf(from.sources, { film, ...rights, ...momentOf(options) });
  if (options.json) printJson(why);
  else print(explanationInWords(why, Object.keys(rights).length > 0));
}

async function ofEvent(from: Reading, eventId: string, { json }: Options): Promise<void> {
  const changed = await fromViews(from, ['event-index', 'slate'], (sources) => effectsOf(sources, { eventId }));
  if (json) printJson(changed);
  else print(effectsInWords(changed));
}

async function ofSum(from: Reading, figure: Figure, options: Options): Promise<void> {
  const asked = { figure, ...momentOf(options) };
  const films = await fromViews(from, ['slate', 'status-history'], (sources) =>
    everyPage<FilmInSum>((page) => explainSum(sources, { ...asked, ...page })),
  );
  if (options.json) printJson(films);
  else print(sumInWords(films, figure));
}

/** Why a film is where it is; what an event changed; what a sum of the slate is made of. */
export const explain = (program: Command): Command =>
  program
    .command('explain')
    .description('why a film is where it is, what an event changed, or what a sum of the slate is made of')
    .argument('[film]', 'slug, id or title: its phase, share and sums, down to the entries and documents')
    .option('--territories <words>', 'of a film: also why these cells are what they are, such as "Italy"')
    .option('--media <words>', 'by these media, such as "SVOD"; default: all rights')
    .option('--from <day>', 'first day of the cells; default: today')
    .option('--to <day>', 'the day after their last one; default: for ever')
    .option('--event <id>', 'everything that an event changed, what rests on it, what corrected it')
    .addOption(new Option('--figure <figure>', 'a sum of the whole slate, film by film').choices(FIGURES))
    .option('--as-of <when>', 'what had happened by then')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      checkUsage(name, options);
      await reading(readConfiguration(process.env), async (from) => {
        if (name !== undefined) await ofFilm(from, name, options);
        if (options.event !== undefined) await ofEvent(from, options.event, options);
        if (options.figure !== undefined) await ofSum(from, options.figure, options);
      });
    });
