import type { Child } from '../measuring/child';
import { startChild } from '../measuring/child';
import { inTurns, median, ratioOf } from '../measuring/rounds';
import type { ClientsCalls, Request } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Row } from '../row';
import type { Slate } from '../slates';

const SMALL_EVENTS = 10_000;
const SMALL_FILMS = 100;
const REQUESTS = 2_000;
const CONNECTIONS = 16;
const MEGABYTE = 1_000_000;

async function registerOne(url: string): Promise<void> {
  const unique = `${String(Date.now())}-${String(Math.random())}`;
  const answer = await fetch(`${url}/api/films`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: `Restart ${unique}`, year: 2025, directors: ['Anderson .Paak'] }),
  });
  if (answer.status !== 201)
    throw new Error(`The first command was answered ${String(answer.status)}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** What a server does after its start, and what memory it then holds. */
const WORK: readonly Request[] = [
  { method: 'GET', path: '/api/slate?limit=50' },
  { method: 'GET', path: '/api/slate?limit=50&sort=recorded&direction=descending' },
  { method: 'GET', path: '/api/slate/summary' },
  { method: 'GET', path: '/api/offers?limit=50' },
];

/** Starts it, makes it work, and ends it. */
async function startOnce(
  { folder }: Slate,
  clients: Child<ClientsCalls>,
  requests: number,
): Promise<{ readonly ms: number; readonly bytes: number }> {
  const begun = performance.now();
  const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: folder, PORT: '0' });
  try {
    const url = await server.ask('start', null);
    await registerOne(url);
    const ms = performance.now() - begun;
    await server.ask('settle', null);
    await clients.ask('send', { url, connections: Array.from({ length: CONNECTIONS }, () => WORK), amount: requests });
    return { ms, bytes: await server.ask('memory', null) };
  } finally {
    await server.stop();
  }
}

export const server: Row = {
  name: 'server',
  title: 'The server at 1,000,000 events',
  async run({ rounds, sized, slates, say }) {
    const big = slates.copy(await slates.bigWithViews());
    const small = await slates.make(sized(SMALL_FILMS, 10), sized(SMALL_EVENTS, 100));
    const requests = sized(REQUESTS, CONNECTIONS);
    say('starts servers');
    const clients = startChild<ClientsCalls>('clients');
    const restarts: number[] = [];
    const measured = await inTurns(rounds, {
      subject: async () => {
        const { ms, bytes } = await startOnce(big, clients, requests);
        restarts.push(ms);
        return bytes / MEGABYTE;
      },
      reference: async () => (await startOnce(small, clients, requests)).bytes / MEGABYTE,
    }).finally(() => clients.stop());
    return [
      {
        of: `memory after ${requests.toLocaleString('en')} requests`,
        value: median(measured.subject),
        unit: 'MB',
        reference: { of: `at ${small.events.toLocaleString('en')} events`, value: median(measured.reference) },
        ratio: ratioOf(measured.subject, measured.reference),
        reach: { atMost: 1.5 },
        note: `${big.events.toLocaleString('en')} events`,
      },
      { of: 'restart to first command', value: median(restarts) / 1_000, unit: 's', reach: { atMost: 2 } },
    ];
  },
};
