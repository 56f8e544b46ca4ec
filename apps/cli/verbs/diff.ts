import type { Command } from 'commander';
import type { EntryDiff, StateDiff, StateValue } from '#acquisition/views';
import { diff as diffOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { print, printJson } from '../output/print';
import { bold } from '../output/style';
import { money, percent } from '../output/words';
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

const MARKS = { new: '+', changed: '~', gone: '-' } as const;

function entryInWords({ change, entry, before }: EntryDiff): string {
  const told = `${MARKS[change]} ${entry.occurredInWords}  ${entry.sentence}`;
  if (before === undefined) return told;
  return `${told}\n    before: ${before.occurredInWords}  ${before.sentence}${entry.standing === 'retracted' ? '; now retracted' : ''}`;
}

function inWords(value: StateValue): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'nothing' : money(value);
  return typeof value === 'number' ? percent(value) : value;
}

const stateInWords = ({ what, before, after }: StateDiff): string =>
  `  ${what}: ${inWords(before)} → ${bold(inWords(after))}`;

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
        const { entries, state } = changed;
        const side = ({ asOf, knownAt }: typeof changed.from): string => `as of ${asOf}, known at ${knownAt}`;
        print(
          [
            `${bold(changed.film.title)}: ${side(changed.from)} → ${side(changed.to)}`,
            ...(entries.length === 0 ? ['Nothing happened or was learned in between.'] : entries.map(entryInWords)),
            ...(state.length === 0 ? [] : ['', ...state.map(stateInWords)]),
          ].join('\n'),
        );
      });
    });
