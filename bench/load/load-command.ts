import type { Command } from 'commander';
import { openEventStore } from '#apps/api';
import { readConfiguration } from '#configuration';
import { wholeNumber } from '../numbers';
import { createSaying } from '../report/say';
import { loadSlate } from './load-slate';

interface LoadOptions {
  readonly events?: number;
  readonly seed: number;
  readonly url?: string;
  readonly dataDir?: string;
}

const inWords = (count: number): string => Math.round(count).toLocaleString('en');

async function load(films: number, { events, seed, url, dataDir }: LoadOptions): Promise<void> {
  const environment = dataDir === undefined ? process.env : { ...process.env, OVATION_DATA_DIR: dataDir };
  const target = url ?? readConfiguration(environment).eventStoreUrl;
  const store = await openEventStore(target);
  const { say, done } = createSaying();
  const begun = performance.now();
  try {
    const wanted = { films, seed, ...(events === undefined ? {} : { events }) };
    const made = await loadSlate(store, wanted, target.startsWith('sqlite:'), (so) => {
      say(`${inWords(so.films)} of ${inWords(films)} films, ${inWords(so.events)} events`);
    });
    const seconds = (performance.now() - begun) / 1_000;
    done();
    process.stdout.write(
      `${inWords(made.films)} films, ${inWords(made.events)} events in ${seconds.toFixed(1)} s: ` +
        `${inWords(made.films / seconds)} films/s, ${inWords(made.events / seconds)} events/s. ` +
        'The views are built when the server starts there.\n',
    );
  } finally {
    await store.close();
  }
}

/** `load N`: a slate to measure and to try things with. */
export const loadCommand = (program: Command): Command =>
  program
    .command('load')
    .description('Make a slate of so many films, as real ones are, in an empty event store.')
    .argument('<films>', 'how many films', wholeNumber)
    .option('--events <count>', 'events of all films together, about; default: as many as real films have', wholeNumber)
    .option('--seed <number>', 'the same seed makes the same slate', wholeNumber, 1)
    .option('--url <url>', 'event store, as EVENT_STORE_URL has it')
    .option('--data-dir <folder>', 'data folder, as OVATION_DATA_DIR has it')
    .action(load);
