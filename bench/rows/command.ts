import type { RealFilms } from '../load/real-films';
import { readRealFilms } from '../load/real-films';
import { makeSlate } from '../load/made-slate';
import { startChild } from '../measuring/child';
import { inTurns, median, ratioOf } from '../measuring/rounds';
import type { BareServerCalls } from '../programs/bare-server';
import type { Answered, ClientsCalls, Request } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Row } from '../row';

const CONNECTIONS = 64;
const FILMS_OF_EACH = 8;
const FILMS = CONNECTIONS * FILMS_OF_EACH;
const EVENTS = 10 * FILMS;
const COMMANDS = 20_000;
const BARE = 50_000;

/** What agents enter, in turn: what a film met with, and what was offered for it. */
export function commandOn(slug: string, at: number, { festivals, venues, buyers }: RealFilms): Request {
  const of = (items: readonly string[]): string => items[at % items.length] ?? '';
  const [festival, venue, buyer] = [of(festivals), of(venues), of(buyers)];
  const post = (path: string, body: object): Request => ({ method: 'POST', path: `/api/films/${slug}/${path}`, body });
  switch (at % 4) {
    case 0:
      return post('screenings', { festival, venue, premiere: 'world', audience: 'public' });
    case 1:
      return post('ovations', { kind: 'standing', minutes: 1 + (at % 20), festival, venue });
    case 2:
      return post('interest', { buyer });
    default:
      return post('offers', {
        buyer,
        rights: { territories: 'Benelux, Italy', media: 'all rights' },
        terms: { guarantee: { minor: 1_000_000 + at, currency: 'USD' }, licenceYears: 15 },
      });
  }
}

/** The slugs of the films that a seed makes. */
export async function slugsOf(films: number, events: number): Promise<readonly string[]> {
  const slugs: string[] = [];
  const so = { films: 0, events: 0, refused: 0 };
  for await (const made of makeSlate({ films, events, seed: 1 }, so)) {
    for (const { type, data } of made.events)
      if (type === 'SlugClaimed' && typeof data['slug'] === 'string') slugs.push(data['slug']);
  }
  return slugs;
}

export const command: Row = {
  name: 'command',
  title: `Command over HTTP, ${String(CONNECTIONS)} connections`,
  async run({ rounds, sized, slates, say }) {
    const [commands, others] = [sized(COMMANDS, CONNECTIONS), sized(BARE, CONNECTIONS)];
    const [films, events] = [sized(FILMS, CONNECTIONS), sized(EVENTS, 4 * CONNECTIONS)];
    say('makes films to record on');
    const { folder } = await slates.make(films, events);
    const slugs = await slugsOf(films, events);
    const real = readRealFilms();
    const connections = Array.from({ length: CONNECTIONS }, (_, connection) =>
      slugs
        .filter((_slug, at) => at % CONNECTIONS === connection)
        .map((slug, at) => commandOn(slug, connection + at, real)),
    );
    const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: folder, PORT: '0' });
    const bare = startChild<BareServerCalls>('bare-server');
    const clients = startChild<ClientsCalls>('clients');
    try {
      const [url, bareUrl] = [await server.ask('start', null), await bare.ask('start', {})];
      const bareConnections = connections.map((requests) =>
        requests.map((request): Request => ({ ...request, path: '/command' })),
      );
      const delays: number[] = [];
      const answered: Answered[] = [];
      const behind: number[] = [];
      const subject = async (amount: number): Promise<number> => {
        await server.ask('watch', null);
        const done = await clients.ask('send', { url, connections, amount });
        delays.push(await server.ask('watched', null));
        answered.push(done);
        behind.push(await server.ask('settle', null));
        return done.perSecond;
      };
      const reference = async (amount: number): Promise<number> =>
        (await clients.ask('send', { url: bareUrl, connections: bareConnections, amount })).perSecond;
      // Once without counting it: a server that has just started is not yet compiled.
      await subject(Math.max(CONNECTIONS, commands / 4));
      await reference(Math.max(CONNECTIONS, others / 4));
      for (const list of [delays, answered, behind]) list.length = 0;

      const measured = await inTurns(rounds, { subject: () => subject(commands), reference: () => reference(others) });
      const [p50, p99] = [median(answered.map((one) => one.p50)), median(answered.map((one) => one.p99))];
      return [
        {
          of: 'validation, rule, durable append',
          value: median(measured.subject),
          unit: 'commands/s',
          reference: { of: 'bare Nest + Fastify POST', value: median(measured.reference) },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 0.4 },
          note: `the views have seen all of it ${Math.round(median(behind)).toLocaleString('en')} ms after the last answer`,
        },
        {
          of: 'p99 of the answers',
          value: p99,
          unit: 'ms',
          reference: { of: 'p50', value: p50 },
          ratio: p99 / p50,
          reach: { atMost: 4 },
        },
        { of: 'event loop late, p99', value: median(delays), unit: 'ms', reach: { atMost: 10 } },
      ];
    } finally {
      await Promise.all([server, bare, clients].map((child) => child.stop()));
    }
  },
};
