import type { Command } from 'commander';
import { explain as explanationOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { documentsBehind } from '../output/documents';
import { print, printJson } from '../output/print';
import { bold } from '../output/style';
import { percent } from '../output/words';
import type { AskedMoment } from '../reading';
import { findFilm, momentOf, reading } from '../reading';

interface Options extends AskedMoment {
  readonly json?: boolean;
}

/** Why a film is in its phase: the rule, and the events that it rests on. */
export const explain = (program: Command): Command =>
  program
    .command('explain')
    .description('why a film is in its phase: the rule, and the events that it rests on')
    .argument('<film>', 'slug, id or title')
    .option('--as-of <when>', 'what had happened by then')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, ...asked }: Options) => {
      await reading(readConfiguration(process.env), async (from) => {
        const film = await findFilm(from, name);
        const why = await explanationOf(from.sources, { film, ...momentOf(asked) });
        if (json) {
          printJson(why);
          return;
        }
        print(
          [
            `The phase of ${why.title} is ${bold(why.phase)}: rule ${String(why.rule)}, ${why.words}.`,
            ...(why.until === null ? [] : [`Time alone may change that by ${why.until}.`]),
            '',
            'It rests on',
            ...why.events.map(
              (entry) =>
                `  ${entry.occurredInWords}  ${entry.sentence}${documentsBehind(entry)}` +
                `${entry.standing === 'corrected' ? ' [corrected]' : ''}  (${entry.eventId})`,
            ),
            '',
            `${percent(why.share.acquired)} of the mandate is acquired. ${why.share.countedAs}`,
            why.mandate.words,
          ].join('\n'),
        );
      });
    });
