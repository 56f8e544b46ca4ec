import type { Command } from 'commander';
import type { Dossier } from '#acquisition/views';
import { film } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { dossierInWords } from '../output/dossier';
import { print, printJson } from '../output/print';
import { slateInWords } from '../output/slate';
import { momentInWords, underMoment } from '../output/words';
import type { AskedMoment } from '../reading';
import { NOTHING_YET, findFilm, isAnythingRecorded, momentOf, reading, wholeSlate } from '../reading';

interface Options extends AskedMoment {
  readonly json?: boolean;
}

/** What to say of an empty slate. */
const nothing = (asked: AskedMoment): string =>
  momentInWords(asked) === '' ? NOTHING_YET : underMoment(asked, 'No film was on the slate.');

/** Where the slate stands, or one film. */
export const status = (program: Command): Command =>
  program
    .command('status')
    .description('where the slate stands, or one film, now or at any moment')
    .argument('[film]', 'slug, id or title; default: the whole slate')
    .option('--as-of <when>', 'what had happened by then: a date (to its end) or a moment')
    .option('--known-at <when>', 'what had been recorded by then')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      const configuration = readConfiguration(process.env);
      if (name === undefined && !isAnythingRecorded(configuration)) {
        if (options.json) printJson([]);
        else print(NOTHING_YET);
        return;
      }
      await reading(configuration, async (from) => {
        if (name === undefined) {
          const films = await wholeSlate(from, options);
          if (options.json) printJson(films);
          else print(films.length === 0 ? nothing(options) : underMoment(options, slateInWords(films)));
          return;
        }
        const filmId = await findFilm(from, name);
        const { json } = await film(from.sources, { film: filmId, ...momentOf(options) });
        const dossier = JSON.parse(json) as Dossier;
        if (options.json) printJson(dossier);
        else print(dossierInWords(dossier, momentInWords(options)));
      });
    });
