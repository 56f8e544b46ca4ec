import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { MarketRecorder, SetRates } from '#acquisition/commands';
import type { RatesFile } from '#acquisition/rates-file';
import { RatesFileError, readRatesFile } from '#acquisition/rates-file';
import { rates as ratesOf } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { openForImport } from '../import-target';
import { print, printJson, say } from '../output/print';
import { table } from '../output/table';
import { count } from '../output/words';
import { everyPage } from '../every-page';
import { fromViews, reading } from '../reading';

interface Options {
  readonly day?: string;
  readonly json?: boolean;
}

interface Imported {
  readonly recorded: number;
  /** Sets that were recorded before. */
  readonly repeated: number;
  readonly leftOut: readonly string[];
}

async function readFileOf(path: string): Promise<{ readonly file: RatesFile; readonly bytes: Buffer }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandLineError(EXIT.notFound, `${path} cannot be read (${code ?? 'unknown error'}): check the path.`);
  }
  try {
    return { file: readRatesFile(bytes.toString('utf8')), bytes };
  } catch (error) {
    if (error instanceof RatesFileError) throw new CommandLineError(EXIT.failed, error.message);
    throw error;
  }
}

async function importFile(path: string): Promise<Imported> {
  const { file, bytes } = await readFileOf(path);
  const { target, evidence, close } = await openForImport(readConfiguration(process.env));
  try {
    // The rates are recorded on the word of the file: it is kept.
    const { sha256 } = await evidence.put(Readable.from([bytes]));
    const recorder = new MarketRecorder({ ...target, findDocument: (named) => evidence.find(named) });
    const source = { kind: 'document', name: basename(path), sha256 } as const;
    let recorded = 0;
    for (const set of file.sets) {
      const command = new SetRates({ ...set, source }, target.actor);
      const { repeated } = await recorder.record(SetRates.declaration, command);
      recorded += repeated ? 0 : 1;
    }
    return { recorded, repeated: file.sets.length - recorded, leftOut: file.leftOut };
  } finally {
    await close();
  }
}

const list = (options: Options): Promise<void> =>
  reading(readConfiguration(process.env), (from) =>
    fromViews(from, ['rates'], async (sources) => {
      const asked = options.day === undefined ? {} : { day: options.day };
      const sets = await everyPage((page) => ratesOf(sources, { ...asked, ...page }));
      if (options.json) {
        printJson(sets);
        return;
      }
      const rows = sets.map(({ ratesOn, publishedBy, base, rates }) => [
        ratesOn,
        publishedBy,
        base,
        Object.entries(rates)
          .map(([currency, rate]) => `${currency} ${rate}`)
          .join(', '),
      ]);
      print(`${table(['day', 'published by', '1', 'is'], rows)}\n${count(sets.length, 'set')} of rates.`);
    }),
  );

/** Rates of exchange: those there are, and more of them from a file. */
export function rates(program: Command): Command {
  const verb = program
    .command('rates')
    .description('rates of exchange, the latest day first')
    .option('--day <day>', 'one day')
    .option('--json', 'one JSON document')
    .action(list);
  verb
    .command('import')
    .description('record the rates of a file: the reference rates of the European Central Bank (CSV), or JSON')
    .argument('<file>', 'eurofxref.csv, eurofxref-hist.csv, or JSON with ratesOn, publishedBy, base and rates')
    // `--json` is read with the options of `rates`, wherever it stands.
    .action(async (path: string) => {
      const { recorded, repeated, leftOut } = await importFile(path);
      if (verb.opts<Options>().json === true) printJson({ recorded, repeated, leftOut });
      else print(`${count(recorded, 'set')} of rates recorded, ${String(repeated)} recorded before.`);
      if (leftOut.length > 0) say(`Left out, for they are no currencies any more: ${leftOut.join(', ')}.`);
    });
  return verb;
}
