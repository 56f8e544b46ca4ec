import type { Command } from 'commander';
import { diff as diffOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { changesInWords, entryDiffInWords } from '../output/changes';
import { print, printJson } from '../output/print';
import { bold } from '../output/style';
import { findFilm, reading } from '../reading';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly knownFrom?: string;
  readonly knownTo?: string;
  readonly json?: boolean;
}

const given = (asOf: string | undefined, knownAt: string | undefined) => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
});

/** What changed of a film between two moments. */
export const diff = (program: Command): Command =>
  program
    .command('diff')
    .description('what changed of a film between two moments, or between two states of knowledge, event by event')
    .argument('<film>', 'slug, id or title')
    .option('--from <when>', 'what had happened by the first moment; default: now')
    .option('--to <when>', 'what had happened by the second; default: now')
    .option('--known-from <when>', 'what had been recorded by then, of the first; default: now')
    .option('--known-to <when>', 'what had been recorded by then, of the second; default: now')
    .option('--json', 'one JSON document')
    .action(async (name: string, { from, to, knownFrom, knownTo, json }: Options) => {
      await reading(readConfiguration(process.env), async (open) => {
        const film = await findFilm(open, name);
        const changed = await diffOf(open.sources, { film, from: given(from, knownFrom), to: given(to, knownTo) });
        if (json) {
          printJson(changed);
          return;
        }
        const { entries } = changed;
        const differences = changesInWords(changed);
        const side = ({ asOf, knownAt }: typeof changed.from): string => `as of ${asOf}, known at ${knownAt}`;
        print(
          [
            `${bold(changed.film.title)}: ${side(changed.from)} → ${side(changed.to)}`,
            ...(entries.length === 0 ? ['Nothing happened or was learned in between.'] : entries.map(entryDiffInWords)),
            ...(differences.length === 0 ? [] : ['', ...differences.map((line) => `  ${line}`)]),
          ].join('\n'),
        );
      });
    });
