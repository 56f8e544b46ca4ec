import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { recordedRoles } from '#apps/api';
import type { Source } from '#acquisition/domain';
import { nearestNames, parseDay, proposals } from '#acquisition/domain';
import { STORED_NAMES } from '#acquisition/film-stream';
import { MARKET_STORED_NAMES } from '#acquisition/market-stream';
import type { AskedEvents, EventType } from '#acquisition/views';
import { AMENDED, CORRELATION_ID, SOURCE_KINDS, events as eventsOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { firstRows } from '../every-page';
import { logInWords } from '../output/log';
import { print, printJson, say } from '../output/print';
import { count } from '../output/words';
import { NOTHING_YET, findFilm, fromViews, isAnythingRecorded, reading } from '../reading';

interface Options {
  readonly type?: readonly EventType[];
  readonly user?: string;
  readonly role?: string;
  readonly source?: Source['kind'];
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  readonly late?: number;
  readonly correlation?: string;
  readonly about?: string;
  readonly search?: string;
  readonly corrected?: boolean;
  readonly retracted?: boolean;
  readonly ascending?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** What the query reads. */
const VIEWS = ['event-index', 'slate'];

const DEFAULT_LIMIT = 100;
/** More are a file, and not an answer. */
const LARGEST_LIMIT = 100_000;

function readTypes(text: string): readonly EventType[] {
  const types = Object.keys({ ...STORED_NAMES, ...MARKET_STORED_NAMES }) as EventType[];
  return text.split(',').map((word) => {
    const type = types.find((one) => one.toLowerCase() === word.trim().toLowerCase());
    if (type !== undefined) return type;
    const nearest = nearestNames(word.trim(), proposals(types));
    const hint = nearest.length === 0 ? `They are: ${types.join(', ')}.` : `Did you mean ${nearest.join(' or ')}?`;
    throw new InvalidArgumentError(`There are no events ${word.trim()}. ${hint}`);
  });
}

function readDay(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw new InvalidArgumentError('It must be a calendar date that exists, such as 2024-09-07.');
  return day;
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${String(least)} to ${String(most)}.`);
  };

function readCorrelation(text: string): string {
  if (CORRELATION_ID.test(text)) return text;
  throw new InvalidArgumentError('It must be 32 hexadecimal digits, or the id of an event.');
}

/** What is asked for, but of which film. */
function askedOf(options: Options): AskedEvents {
  const { user, role, occurredFrom, occurredTo, recordedFrom, recordedTo, late, about, search } = options;
  const { type: types, source: sourceKind, correlation: correlationId, ascending = false } = options;
  const ways = AMENDED.filter((way) => options[way] === true);
  const filter = { user, role, types, sourceKind, correlationId, about, search, late };
  const periods = { occurredFrom, occurredTo, recordedFrom, recordedTo };
  const amended = ways.length === 0 ? undefined : ways;
  const given = Object.entries({ ...filter, ...periods, amended }).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as AskedEvents), descending: !ascending };
}

/** What was recorded, by whom, on whose word. */
export const log = (program: Command): Command =>
  program
    .command('log')
    .description('what was recorded, by whom and on whose word, of all films or of one, the newest first')
    .argument('[film]', 'slug, id or title; default: all films, and what is of none')
    .option('--type <types>', 'events of these types, with commas between them', readTypes)
    .option('--user <name>', 'recorded by them')
    .addOption(new Option('--role <role>', 'recorded in this role').choices(recordedRoles()))
    .addOption(new Option('--source <kind>', 'on whose word').choices(SOURCE_KINDS))
    .option('--occurred-from <day>', 'the first day on which it can have happened', readDay)
    .option('--occurred-to <day>', 'the last such day', readDay)
    .option('--recorded-from <when>', 'recorded then or later: a date or a moment')
    .option('--recorded-to <when>', 'recorded then or earlier: a date (to its end) or a moment')
    .option('--late <days>', 'recorded more than so many days after it can last have happened', wholeNumber(0, 100_000))
    .option('--correlation <id>', 'what came of one request, of one import, or lapsed by one event', readCorrelation)
    .option('--about <id>', 'the event that began an offer, a deal or anything else, and every entry that names it')
    .option('--search <words>', 'words that all occur in what was recorded; accents and capitals do not matter')
    .option('--corrected', 'only what was corrected')
    .option('--retracted', 'only what was retracted; with --corrected: either')
    .option('--ascending', 'in the order of the log')
    .option('--limit <count>', 'most entries', wholeNumber(1, LARGEST_LIMIT), DEFAULT_LIMIT)
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      const { json = false, limit } = options;
      const configuration = readConfiguration(process.env);
      if (name === undefined && !isAnythingRecorded(configuration)) {
        if (json) printJson([]);
        else print(NOTHING_YET);
        return;
      }
      await reading(configuration, async (from) => {
        const asked = { ...askedOf(options), ...(name === undefined ? {} : { film: await findFilm(from, name) }) };
        const { rows, isMore } = await fromViews(from, VIEWS, (sources) =>
          firstRows(limit, (page) => eventsOf(sources, { ...asked, ...page })),
        );
        if (json) printJson(rows);
        else print(rows.length === 0 ? 'Nothing like that is recorded.' : logInWords(rows));
        if (isMore) say(`These are the first ${String(limit)}: --limit takes more.`);
        else if (!json && rows.length > 0) print(`${count(rows.length, 'event')}.`);
      });
    });
