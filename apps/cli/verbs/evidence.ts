import type { Command } from 'commander';
import type { DocumentKept, DocumentOfFilm } from '#acquisition/views';
import { documents as documentsKept, documentsOfFilm } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { everyPage } from '../every-page';
import { EXIT } from '../exit-codes';
import { print, printJson } from '../output/print';
import { table } from '../output/table';
import { count } from '../output/words';
import type { AskedMoment, Reading } from '../reading';
import { findFilm, fromViews, momentOf, reading } from '../reading';

interface Options extends AskedMoment {
  readonly unnamed?: boolean;
  readonly json?: boolean;
}

function tellFilm(documents: readonly DocumentOfFilm[]): void {
  if (documents.length === 0) {
    print('No document stands behind any entry.');
    return;
  }
  const rows = documents.map(({ name, mediaType = '', state, sha256, entries }) => [
    name,
    mediaType,
    state,
    entries.map(({ sentence }) => sentence).join('\n'),
    sha256,
  ]);
  print(table(['document', 'type', 'is', 'stands behind', 'SHA-256'], rows));
  const wrong = documents.filter(({ state }) => state !== 'ok').length;
  print(`${count(documents.length, 'document')}, ${String(wrong)} missing or altered.`);
}

function tellAll(documents: readonly DocumentKept[]): void {
  const rows = documents.map(({ sha256, bytes, mediaType, namedBy }) => [
    namedBy[0]?.name ?? 'named by no entry',
    mediaType,
    String(bytes),
    [...new Set(namedBy.flatMap(({ film }) => film?.slug ?? []))].join(', '),
    sha256,
  ]);
  if (rows.length > 0) print(table(['document', 'type', 'bytes', 'films', 'SHA-256'], rows));
  print(`${count(documents.length, 'document')}.`);
}

const ofFilm = async (from: Reading, name: string, options: Options): Promise<readonly DocumentOfFilm[]> =>
  documentsOfFilm(from.sources, { film: await findFilm(from, name), ...momentOf(options) });

const all = (from: Reading, { unnamed = false }: Options): Promise<readonly DocumentKept[]> =>
  fromViews(from, ['documents', 'slate'], (sources) =>
    everyPage((page) => documentsKept(sources, { unnamed, ...page })),
  );

/** The documents behind entries, and whether they are what they were. */
export const evidence = (program: Command): Command =>
  program
    .command('evidence')
    .description('the documents behind the entries of a film, and whether each is what it was; or all that are kept')
    .argument('[film]', 'slug, id or title')
    .option('--as-of <when>', 'of a film: what had happened by then')
    .option('--known-at <when>', 'of a film: what had been recorded by then')
    .option('--unnamed', 'of all that are kept: only those that no entry names')
    .option('--json', 'one JSON document')
    .action(async (name: string | undefined, options: Options) => {
      await reading(readConfiguration(process.env), async (from) => {
        if (name === undefined) {
          const kept = await all(from, options);
          if (options.json) printJson(kept);
          else tellAll(kept);
          return;
        }
        const documents = await ofFilm(from, name, options);
        if (options.json) printJson(documents);
        else tellFilm(documents);
        if (documents.some(({ state }) => state !== 'ok')) process.exitCode = EXIT.failed;
      });
    });
