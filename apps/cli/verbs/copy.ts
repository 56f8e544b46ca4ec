import type { Command } from 'commander';
import { holderOf, isMade, openEventStore } from '#apps/api';
import type { EventStore } from '#event-store';
import type { LogComparison } from '#event-store/copy';
import { compareLogs, copyLog } from '#event-store/copy';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { print, printJson, say } from '../output/print';
import { withProgress } from '../output/progress';
import { count } from '../output/words';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

interface Stores {
  readonly from: EventStore;
  readonly to: EventStore;
}

async function withStores<T>({ from, to }: Options, work: (stores: Stores) => Promise<T>): Promise<T> {
  if (!isMade(from)) throw new CommandLineError(EXIT.notFound, `There is no event log at ${from}: check --from.`);
  const source = await openEventStore(from, { readOnly: true });
  try {
    const target = await openEventStore(to);
    try {
      return await work({ from: source, to: target });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function refuseUnlessSame({ difference }: LogComparison): void {
  if (difference === undefined) return;
  const message =
    `The copy is not the same: event ${String(difference.event)} is ${difference.from} here, and ${difference.to} there. ` +
    'If something was recorded meanwhile, stop what records and copy again; if not, copy into an empty store.';
  throw new CommandLineError(EXIT.failed, message);
}

/** Copies every event of one event store into another, and proves that they are the same. */
export const copy = (program: Command): Command =>
  program
    .command('copy')
    .description('copy every event of one event store into another, and compare them; goes on where it was interrupted')
    .requiredOption('--from <url>', 'the store to copy, which is only read: sqlite:<file> or kurrentdb://…')
    .requiredOption('--to <url>', 'the store to copy into: an empty one, or that of an interrupted copy')
    .option('--json', 'the report as one JSON document')
    .action((options: Options) =>
      withStores(options, async (stores) => {
        const { copied, alreadyThere } = await withProgress('copying', 'events', (done) =>
          copyLog(stores.from, stores.to, { onProgress: done }),
        );
        const compared = await withProgress('comparing', 'events', (done) => compareLogs(stores.from, stores.to, done));
        refuseUnlessSame(compared);
        const { events, digest } = compared;
        if (options.json === true) printJson({ copied, resumed: alreadyThere, events, digest });
        else {
          print(
            `${count(copied, 'event')} copied${alreadyThere ? ', the others were there from before' : ''}.\n` +
              `Both stores hold the same ${count(events, 'event')}, SHA-256 ${digest}.`,
          );
        }
        if (holderOf(options.from) !== undefined) {
          say(
            'Something still writes to the store copied from: stop it and copy again before you change EVENT_STORE_URL.',
          );
        }
      }),
    );
