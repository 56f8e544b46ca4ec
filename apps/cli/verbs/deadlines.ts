import { InvalidArgumentError, type Command } from 'commander';
import type { DeadlineKind } from '#acquisition/domain';
import { DEADLINE_KINDS } from '#acquisition/domain';
import type { AskedDeadlines, DeadlineOnSlate } from '#acquisition/views';
import { deadlines as deadlinesOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { everyPage } from '../every-page';
import { deadlinesInWords } from '../output/deadlines';
import { print, printJson } from '../output/print';
import { underMoment } from '../output/words';
import type { AskedMoment, Reading } from '../reading';
import { NOTHING_YET, findFilm, fromViewsThen, isAnythingRecorded, reading } from '../reading';

interface Options extends AskedMoment {
  readonly from?: string;
  readonly until?: string;
  readonly buyer?: string;
  readonly kind?: readonly DeadlineKind[];
  readonly overdue?: boolean;
  readonly json?: boolean;
}

/** What the query reads. */
const VIEWS = ['deadlines', 'offers', 'buyers'];

function readKinds(text: string): readonly DeadlineKind[] {
  return text.split(',').map((word) => {
    const kind = DEADLINE_KINDS.find((one) => one === word.trim());
    if (kind === undefined) throw new InvalidArgumentError(`The kinds are: ${DEADLINE_KINDS.join(', ')}.`);
    return kind;
  });
}

const everyDeadline = (from: Reading, asked: AskedDeadlines): Promise<readonly DeadlineOnSlate[]> =>
  fromViewsThen(from, asked, VIEWS, (sources) =>
    everyPage((page) => deadlinesOf(sources, { ...asked, ...page }), sources.pageLimit),
  );

/** What is coming on any film, and what is overdue. */
export const deadlines = (program: Command): Command =>
  program
    .command('deadlines')
    .description('what is coming, and what is overdue, on all films or on one, the soonest first')
    .argument('[film]', 'slug, id or title; default: all films')
    .option('--from <when>', 'due then or later: a date or a moment')
    .option('--until <when>', 'due then or earlier: a date (to its end) or a moment')
    .option('--buyer <name>', 'of this buyer; capitals do not matter')
    .option('--kind <kinds>', `with commas between them: ${DEADLINE_KINDS.join(', ')}`, readKinds)
    .option('--overdue', 'only what is overdue')
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, { json, kind, ...options }: Options) => {
      const configuration = readConfiguration(process.env);
      if (name === undefined && !isAnythingRecorded(configuration)) {
        if (json) printJson([]);
        else print(NOTHING_YET);
        return;
      }
      await reading(configuration, async (from) => {
        const film = name === undefined ? {} : { film: await findFilm(from, name) };
        const found = await everyDeadline(from, {
          ...options,
          ...film,
          ...(kind === undefined ? {} : { kinds: kind }),
        });
        if (json) printJson(found);
        else
          print(
            underMoment(
              options,
              found.length === 0 ? 'Nothing is coming, and nothing is overdue.' : deadlinesInWords(found),
            ),
          );
      });
    });
