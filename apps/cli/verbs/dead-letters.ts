import type { Command } from 'commander';
import { openStores } from '#apps/api';
import { readConfiguration } from '#configuration';
import { readDeadLetters } from '#read-store';
import { EXIT } from '../exit-codes';
import { CommandLineError } from '../failure';
import { quiet } from '../log';
import { print, printJson } from '../output/print';
import { table } from '../output/table';
import { isAnythingRecorded, reading } from '../reading';
import { ask, runningServer } from '../running-server';

async function list({ json }: { readonly json?: boolean }): Promise<void> {
  const configuration = readConfiguration(process.env);
  const letters = isAnythingRecorded(configuration)
    ? await reading(configuration, ({ readStore }) => readDeadLetters(readStore.bookkeeping))
    : [];
  if (json) printJson(letters);
  else if (letters.length === 0) print('There are no dead letters: every view could apply every event.');
  else {
    const rows = letters.map(({ id, view, type, stream, error, at, attempts }) => [
      id,
      view,
      `${type} in ${stream}`,
      error,
      `${at}, tried ${String(attempts)} times`,
    ]);
    print(table(['id', 'view', 'event', 'what it said', 'when'], rows));
  }
}

interface Outcome {
  readonly id: string;
  readonly applied: boolean;
  readonly error?: string;
}

const tell = ({ id, applied, error }: Outcome): void => {
  print(applied ? `${id} is applied.` : `${id} still cannot be applied: ${error ?? 'unknown'}`);
  if (!applied) process.exitCode = EXIT.failed;
};

async function retry(id: string | undefined): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (!isAnythingRecorded(configuration)) {
    if (id !== undefined)
      throw new CommandLineError(EXIT.notFound, `There is no dead letter ${id}: nothing is recorded.`);
    print('There are no dead letters.');
    return;
  }
  const server = runningServer(configuration);
  const ids =
    id === undefined
      ? (await reading(configuration, ({ readStore }) => readDeadLetters(readStore.bookkeeping))).map(
          (letter) => letter.id,
        )
      : [id];
  if (ids.length === 0) {
    print('There are no dead letters.');
    return;
  }
  if (server !== undefined) {
    for (const letter of ids)
      tell((await ask(server, `/api/admin/dead-letters/${encodeURIComponent(letter)}/retry`)) as Outcome);
    return;
  }
  const stores = await openStores(configuration, { mode: 'writer', log: quiet });
  try {
    await stores.views?.waitFor(await stores.store.head());
    for (const letter of ids) {
      const outcome = await stores.views?.retryDeadLetter(letter);
      if (outcome !== undefined) tell(outcome);
    }
  } finally {
    await stores.close();
  }
}

/** Events that a view could not apply: which, why, and trying them again. */
export function deadLetters(program: Command): Command {
  const verb = program
    .command('dead-letters')
    .description('events that a view could not apply: which, why, and trying them again');
  verb.command('list').description('every dead letter').option('--json', 'one JSON document').action(list);
  verb
    .command('retry')
    .description('apply dead letters again; a running server is asked to')
    .argument('[id]', 'default: all')
    .action(retry);
  return verb;
}
