import type { Command } from 'commander';
import { Option } from 'commander';
import type { AskedReplay, ReplayStep } from '#acquisition/views';
import { replayOfFilm, replayOfSlate } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { print, printCanonical, printInTurn } from '../output/print';
import { stepInWords } from '../output/replay';
import type { Speed } from '../pace';
import { paceOf, readSpeed } from '../pace';
import type { Reading } from '../reading';
import { NOTHING_YET, findFilm, isAnythingRecorded, reading } from '../reading';

interface Options extends AskedReplay {
  readonly step?: boolean;
  readonly speed?: Speed;
  readonly json?: boolean;
}

/** What is asked of the replay itself. */
const askedOf = ({ asOf, knownAt, from, to }: Options): AskedReplay => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

async function stepsOf(
  from: Reading,
  name: string | undefined,
  options: Options,
): Promise<Iterable<ReplayStep> | AsyncIterable<ReplayStep>> {
  const { sources } = from;
  const asked = askedOf(options);
  return name === undefined
    ? replayOfSlate(sources, asked)
    : replayOfFilm(sources, { ...asked, film: await findFilm(from, name) });
}

/** Where a step stands: its place in the history of its film, and on the slate also which film. */
const placeOf = ({ film, entry }: ReplayStep, isOfSlate: boolean): string =>
  isOfSlate ? `${film.title}  ${entry.revision}` : entry.revision;

/** A film, or the whole slate, event by event. */
export const replay = (program: Command): Command =>
  program
    .command('replay')
    .description('event by event: where a film stood before and after, what changed, by which rule, on whose word')
    .argument('[film]', 'slug, id or title; default: the whole slate, in the order of the log')
    .option('--as-of <when>', 'every step as of then; default: as it was seen when it was recorded')
    .option('--known-at <when>', 'no further than what had been recorded by then')
    .option('--from <when>', 'steps recorded then or later: a date or a moment')
    .option('--to <when>', 'steps recorded then or earlier: a date (to its end) or a moment')
    .option('--step', 'on a terminal: one step for each key; q ends')
    .addOption(
      new Option('--speed <speed>', 'on a terminal: 5, steps each second; 100x, times as fast as recorded')
        .argParser(readSpeed)
        .conflicts('step'),
    )
    .option('--json', 'JSON Lines, one step each, in canonical form (RFC 8785): the same bytes for the same log')
    .action(async (name: string | undefined, options: Options) => {
      const configuration = readConfiguration(process.env);
      if (name === undefined && !isAnythingRecorded(configuration)) {
        if (!options.json) print(NOTHING_YET);
        return;
      }
      await reading(configuration, async (from) => {
        const pace = paceOf(options);
        for await (const step of await stepsOf(from, name, options)) {
          if (!(await pace.next(step.entry.recordedAt))) return;
          if (options.json) await printCanonical(step);
          else await printInTurn(stepInWords(step, placeOf(step, name === undefined)));
        }
      });
    });
