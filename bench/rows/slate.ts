import { startChild } from '../measuring/child';
import { inTurns, median, ratioOf } from '../measuring/rounds';
import type { BareServerCalls } from '../programs/bare-server';
import type { ClientsCalls } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Figure, Row } from '../row';

const CONNECTIONS = 16;
const PAGES = 10_000;
const PAGES_ALONE = 200;
const PAGE = '/api/slate?limit=50';
const MOMENTS = {
  'as of a day': 'asOf=2022-06-30',
  'as known at a moment': 'knownAt=2022-06-30T12:00:00Z',
  'on both clocks': 'asOf=2022-06-30&knownAt=2023-06-30T12:00:00Z',
};

async function pageOf(url: string): Promise<string> {
  const answer = await fetch(url + PAGE);
  if (!answer.ok) throw new Error(`The slate was answered ${String(answer.status)}: ${await answer.text()}`);
  return answer.text();
}

export const slate: Row = {
  name: 'slate',
  title: 'Slate page of 50 films out of 10,000',
  async run({ rounds, sized, slates, say }) {
    const { folder, events } = await slates.bigWithViews();
    const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: folder, PORT: '0' });
    const bare = startChild<BareServerCalls>('bare-server');
    const clients = startChild<ClientsCalls>('clients');
    try {
      const url = await server.ask('start', null);
      await server.ask('settle', null);
      const page = await pageOf(url);
      const bareUrl = await bare.ask('start', { page });
      const pages = async (from: string, path: string, connections: number, amount: number): Promise<number> => {
        const asked = Array.from({ length: connections }, () => [{ method: 'GET' as const, path }]);
        return (await clients.ask('send', { url: from, connections: asked, amount })).perSecond;
      };
      const amount = sized(PAGES, CONNECTIONS);
      const current = (): Promise<number> => pages(url, PAGE, CONNECTIONS, amount);
      const fromMemory = (): Promise<number> => pages(bareUrl, '/page', CONNECTIONS, amount);
      say('asks for pages of the slate');
      await current();
      await fromMemory();
      const now = await inTurns(rounds, { subject: current, reference: fromMemory });
      const figures: Figure[] = [
        {
          of: `current, ${String(CONNECTIONS)} connections`,
          value: median(now.subject),
          unit: 'pages/s',
          reference: { of: 'the same bytes from memory, Nest + Fastify', value: median(now.reference) },
          ratio: ratioOf(now.subject, now.reference),
          reach: { atLeast: 0.5 },
          note: `${page.length.toLocaleString('en')} bytes a page`,
        },
      ];
      for (const [of, moment] of Object.entries(MOMENTS)) {
        say(`asks for pages of the slate ${of}`);
        const alone = sized(PAGES_ALONE, 1);
        const atThen = (): Promise<number> => pages(url, `${PAGE}&${moment}`, 1, alone);
        // As with the current page, it is compiled before it is measured.
        await atThen();
        const then = await inTurns(rounds, { subject: atThen, reference: () => pages(url, PAGE, 1, alone) });
        const value = median(then.subject);
        figures.push({
          of: `${of}, 1 connection`,
          value,
          unit: 'pages/s',
          reference: { of: 'current, 1 connection', value: median(then.reference) },
          ratio: ratioOf(then.subject, then.reference),
          reach: { atLeast: 0.5 },
          note: `one takes ${(1_000 / value).toFixed(1)} ms at ${events.toLocaleString('en')} events`,
        });
      }
      return figures;
    } finally {
      await Promise.all([server, bare, clients].map((child) => child.stop()));
    }
  },
};
