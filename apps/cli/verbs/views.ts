import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { openStores, viewsOf } from '#apps/api';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import { countDeadLetters, readGenerations } from '#read-store';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { quiet } from '../log';
import { print, printJson, say } from '../output/print';
import { table } from '../output/table';
import { isAnythingRecorded, reading } from '../reading';
import { ask, runningServer } from '../running-server';

interface Options {
  readonly json?: boolean;
}

async function list({ json }: Options): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (!isAnythingRecorded(configuration)) {
    if (json) printJson([]);
    else print('There are no views yet: nothing is recorded.');
    return;
  }
  await reading(configuration, async ({ sources, readStore }) => {
    const head = await sources.store.head();
    const letters = await countDeadLetters(readStore.bookkeeping);
    const views = (await readGenerations(readStore.bookkeeping)).map(
      ({ view, version, generation, status, checkpoint, updatedAt }) => ({
        view,
        version,
        generation,
        status,
        events: checkpoint.events,
        position: checkpoint.position,
        isCurrent: checkpoint.position >= head,
        deadLetters: letters.get(view) ?? 0,
        updatedAt,
      }),
    );
    if (json) {
      printJson(views);
      return;
    }
    const rows = views.map((view) => [
      `${view.view} v${String(view.version)}`,
      view.status,
      String(view.events),
      view.isCurrent ? 'current' : 'behind',
      String(view.deadLetters),
      view.updatedAt,
    ]);
    print(
      rows.length === 0
        ? 'There are no views yet: start the server, or run `ovation views rebuild`.'
        : table(['view', 'status', 'events', 'log', 'dead letters', 'updated'], rows),
    );
  });
}

async function rebuildHere(configuration: Configuration, names: readonly string[]): Promise<void> {
  const stores = await openStores(configuration, { mode: 'writer', log: quiet });
  try {
    await stores.views?.waitFor(await stores.store.head());
    for (const name of names) {
      const bar = new SingleBar({ format: `${name} {bar} {value} of {total} events`, stream: process.stderr });
      bar.start(0, 0);
      try {
        await stores.views?.rebuild(name, {
          onProgress: ({ done, total }) => {
            bar.setTotal(Math.max(total, done));
            bar.update(done);
          },
        });
      } finally {
        bar.stop();
      }
      print(`${name} is rebuilt.`);
    }
  } finally {
    await stores.close();
  }
}

async function rebuild(view: string | undefined): Promise<void> {
  const configuration = readConfiguration(process.env);
  const all = viewsOf({ readStream: () => (async function* () {})() }).map(({ name }) => name);
  if (view !== undefined && !all.includes(view)) {
    throw new CommandLineError(EXIT.notFound, `There is no view ${view}. The views are: ${all.join(', ')}.`);
  }
  if (!isAnythingRecorded(configuration)) {
    print('There is nothing to rebuild: nothing is recorded.');
    return;
  }
  const names = view === undefined ? all : [view];
  const server = runningServer(configuration);
  if (server === undefined) {
    await rebuildHere(configuration, names);
    return;
  }
  say(`The server at ${server} rebuilds.`);
  for (const name of names) {
    await ask(server, `/api/admin/views/${encodeURIComponent(name)}/rebuild`);
    print(`${name} is rebuilt.`);
  }
}

/** The views: how far they are, and making them anew. */
export function views(program: Command): Command {
  const verb = program.command('views').description('the views: how far they are, and making them anew');
  verb.command('list').description('every view, and how far it is').option('--json', 'one JSON document').action(list);
  verb
    .command('rebuild')
    .description('make a view anew from the events, beside the one in use; a running server is asked to')
    .argument('[view]', 'default: all')
    .action(rebuild);
  return verb;
}
