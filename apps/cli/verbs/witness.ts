import { hostname } from 'node:os';
import type { Command } from 'commander';
import { witness } from '#ledger';
import { print, printJson } from '../output/print';
import { count } from '../output/words';
import { watchedLog } from '../watched-log';

interface Options {
  readonly keep: string;
  readonly name: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** Keeps checkpoints of a log that somebody else runs, and shouts when its history shrank or changed. */
export const witnessVerb = (program: Command): Command =>
  program
    .command('witness')
    .description(
      'look at the log of a server from outside: has it only grown since last time? Signs and keeps its checkpoint',
    )
    .argument('<url>', 'address of the server, such as https://ovation.example')
    .requiredOption('--keep <folder>', 'where checkpoints are kept, elsewhere than the log')
    .option('--name <name>', 'whose signature it is', `witness/${hostname()}`)
    .option(
      '--key <key>',
      'the public key of the log, where somebody told it (default: the one that is seen the first time)',
    )
    .option('--json', 'the report as one JSON document')
    .action(async (url: string, { keep, name, key, json }: Options) => {
      const log = watchedLog(url);
      const seen = await witness({
        log,
        folder: keep,
        name,
        now: () => new Date(),
        ...(key === undefined ? {} : { key }),
      });
      if (json === true) {
        printJson(seen);
        return;
      }
      const { origin, size, before, file } = seen;
      const grown =
        before === undefined
          ? `The first checkpoint of ${origin} is kept: ${count(size, 'event')}.`
          : `${origin} has only grown: ${count(size, 'event')}, ${String(before)} when it was last looked at.`;
      print(`${grown}\n${file}`);
    });
