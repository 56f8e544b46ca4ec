import { startChild } from '../measuring/child';
import { inTurns, median, ratioOf } from '../measuring/rounds';
import type { ClientsCalls } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Figure, Row } from '../row';

const CONNECTIONS = 16;
const PAGES = 5_000;
const FILMS_ASKED = 500;
const SLATE = '/api/slate?limit=50';
const QUESTIONS = {
  'free for Benelux SVOD from 2026': 'territories=Benelux&media=SVOD&from=2026-01-01',
  'the same, or in part': 'territories=Benelux&media=SVOD&from=2026-01-01&part=any',
  'free worldwide, all rights': 'territories=Worldwide',
};
const MOST_MS = 5;

interface Listed {
  readonly items: readonly { readonly slug: string }[];
}

async function slugsOf(url: string): Promise<readonly string[]> {
  const answer = await fetch(url + SLATE);
  if (!answer.ok) throw new Error(`The slate was answered ${String(answer.status)}: ${await answer.text()}`);
  return ((await answer.json()) as Listed).items.map(({ slug }) => slug);
}

export const avails: Row = {
  name: 'avails',
  title: 'What is free on a slate of 10,000 films',
  async run({ rounds, sized, slates, say }) {
    const { folder } = await slates.bigWithViews();
    const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: folder, PORT: '0' });
    const clients = startChild<ClientsCalls>('clients');
    try {
      const url = await server.ask('start', null);
      await server.ask('settle', null);
      // One page by itself: the first one after a start reckons what time has changed since.
      const films = (await slugsOf(url)).map((slug) => `/api/films/${slug}/avails`);
      const send = async (paths: readonly string[], connections: number, amount: number): Promise<number> => {
        const asked = paths.map((path) => ({ method: 'GET' as const, path }));
        const each = Array.from({ length: connections }, () => asked);
        return (await clients.ask('send', { url, connections: each, amount })).perSecond;
      };
      const amount = sized(PAGES, CONNECTIONS);
      const slatePages = (): Promise<number> => send([SLATE], CONNECTIONS, amount);
      await slatePages();
      const figures: Figure[] = [];
      for (const [of, question] of Object.entries(QUESTIONS)) {
        say(`asks which films are ${of}`);
        const path = `/api/avails?${question}&limit=50`;
        const pages = (): Promise<number> => send([path], CONNECTIONS, amount);
        await pages();
        const measured = await inTurns(rounds, { subject: pages, reference: slatePages });
        figures.push({
          of: `${of}, ${String(CONNECTIONS)} connections`,
          value: median(measured.subject),
          unit: 'pages/s',
          reference: { of: 'the page of the slate', value: median(measured.reference) },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 0.5 },
        });
      }
      say('asks for all rights of one film after the other');
      const msOfOne = async (): Promise<number> => 1_000 / (await send(films, 1, sized(FILMS_ASKED, 1)));
      await msOfOne();
      const whole = await inTurns(rounds, { ms: msOfOne });
      figures.push({
        of: 'all rights of one film, 1 connection',
        value: median(whole.ms),
        unit: 'ms',
        reach: { atMost: MOST_MS },
      });
      return figures;
    } finally {
      await Promise.all([server, clients].map((child) => child.stop()));
    }
  },
};
