import type { Command } from 'commander';
import { readConfiguration } from '#configuration';
import { EXIT } from '../exit-codes';
import { print, printJson } from '../output/print';
import { table } from '../output/table';
import type { Request } from '../running-server';
import { ask, runningServer } from '../running-server';

interface Webhook {
  readonly webhookId: string;
  readonly url: string;
  readonly description: string | null;
  readonly types: readonly string[] | null;
  readonly films: readonly string[] | null;
  readonly status: string;
  readonly reason: string | null;
  readonly delivered: number;
  readonly lastAt: string | null;
  readonly failing: { readonly said: string; readonly attempts: number; readonly nextAt: string } | null;
  readonly secret?: string;
}

interface Filters {
  readonly type: readonly string[];
  readonly film: readonly string[];
  readonly description?: string;
  readonly fromBeginning?: boolean;
}

const PATH = '/api/admin/webhooks';

/** Only the server knows how far webhooks have come: it is asked, at the address that it holds the data folder under, or that of the settings. */
function askServer(path: string, request: Request): Promise<unknown> {
  const configuration = readConfiguration(process.env);
  const url = runningServer(configuration) ?? `http://${configuration.host}:${String(configuration.port)}`;
  return ask(url, `${PATH}${path}`, request);
}

const of = (webhookId: string): string => `/${encodeURIComponent(webhookId)}`;

const get = async (webhookId: string): Promise<Webhook> =>
  (await askServer(of(webhookId), { method: 'GET' })) as Webhook;

function ailsOf({ status, reason, failing }: Webhook): string {
  if (status === 'disabled') return reason ?? '';
  if (failing === null) return '';
  return `${failing.said}, ${String(failing.attempts)} times; again at ${failing.nextAt}`;
}

async function list({ json }: { readonly json?: boolean }): Promise<void> {
  const { items } = (await askServer('', { method: 'GET' })) as { readonly items: readonly Webhook[] };
  if (json) printJson(items);
  else if (items.length === 0) print('There are no webhooks: nobody else is told of what is recorded.');
  else {
    const rows = items.map((webhook) => [
      webhook.webhookId,
      webhook.url,
      webhook.types?.join(', ') ?? 'every event',
      webhook.status,
      webhook.lastAt === null ? 'nothing yet' : `${String(webhook.delivered)}, last ${webhook.lastAt}`,
      ailsOf(webhook),
    ]);
    print(table(['id', 'address', 'told of', 'status', 'taken', 'what ails it'], rows));
  }
}

function tell(webhook: Webhook): void {
  const { webhookId, url, description, types, films, status, delivered, secret = '' } = webhook;
  const ails = ailsOf(webhook);
  const lines = [
    `${webhookId} ${url}${description === null ? '' : ` (${description})`}`,
    `told of ${types?.join(', ') ?? 'every event'} of ${films === null ? 'every film' : films.join(', ')}`,
    `${status}, ${String(delivered)} taken${ails === '' ? '' : `: ${ails}`}`,
    `secret ${secret}`,
  ];
  print(lines.join('\n'));
}

async function show(webhookId: string): Promise<void> {
  tell(await get(webhookId));
}

async function add(url: string, { type, film, description, fromBeginning }: Filters): Promise<void> {
  const filter = { ...(type.length > 0 && { types: type }), ...(film.length > 0 && { films: film }) };
  const body = {
    url,
    ...filter,
    ...(description !== undefined && { description }),
    ...(fromBeginning && { fromBeginning }),
  };
  const { events } = (await askServer('', { body })) as { readonly events: readonly { readonly id: string }[] };
  tell(await get(events[0]?.id ?? ''));
}

async function test(webhookId: string): Promise<void> {
  const { taken, said } = (await askServer(`${of(webhookId)}/test`, {})) as {
    readonly taken: boolean;
    readonly said: string | null;
  };
  print(taken ? 'It took the test.' : `It did not take the test: it ${said ?? 'said nothing'}.`);
  if (!taken) process.exitCode = EXIT.failed;
}

const change =
  (what: 'disable' | 'resume' | 'remove', done: string) =>
  async (webhookId: string, { reason }: { readonly reason?: string }): Promise<void> => {
    await askServer(`${of(webhookId)}/${what}`, { body: reason === undefined ? {} : { reason } });
    print(`${webhookId} ${done}.`);
  };

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Other programs that are told of what is recorded. */
export function webhooks(program: Command): Command {
  const verb = program
    .command('webhooks')
    .description('other programs that are told of what is recorded; asks the server');
  verb
    .command('list')
    .description('all of them, and what ails them')
    .option('--json', 'one JSON document')
    .action(list);
  verb
    .command('add')
    .description('tell one more, and print its secret')
    .argument('<url>', 'where events are posted to, https://…')
    .option('--type <type>', 'only events of this type; may be given several times', several, [])
    .option('--film <film>', 'only events of this film; may be given several times', several, [])
    .option('--description <words>', 'what it is for')
    .option('--from-beginning', 'of everything that was ever recorded, and not only of what comes')
    .action(add);
  verb.command('show').description('one of them, with its secret').argument('<id>').action(show);
  verb.command('test').description('post a message of type Test to it').argument('<id>').action(test);
  verb
    .command('disable')
    .description('tell it of nothing until it is resumed')
    .argument('<id>')
    .option('--reason <words>', 'why')
    .action(change('disable', 'is disabled'));
  verb
    .command('resume')
    .description('tell it of everything that it missed, and of what comes')
    .argument('<id>')
    .action(change('resume', 'goes on where it stood'));
  verb
    .command('remove')
    .description('tell it of nothing any more, for good')
    .argument('<id>')
    .option('--reason <words>', 'why')
    .action(change('remove', 'is removed'));
  return verb;
}
