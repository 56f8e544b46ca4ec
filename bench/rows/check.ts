import { join } from 'node:path';
import type { Stores } from '#apps/api';
import { openStores } from '#apps/api';
import type { FilmState, Rights } from '#acquisition/domain';
import { conflictsOf, grantRights } from '#acquisition/domain';
import { checkOffer, querySources } from '#acquisition/views';
import { readConfiguration } from '#configuration';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { AskedRights } from '../load/sold-film';
import { PACKAGES, sellFilm } from '../load/sold-film';
import { startChild } from '../measuring/child';
import { processorMs } from '../measuring/processor-time';
import { inTurns, median } from '../measuring/rounds';
import type { ClientsCalls, Request } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Row } from '../row';

const DEALS = 300;
const CHECKS = 1_000;
const ANSWERS = 200;
const MOST_MS = 2;
const BUYER = 'Netflix';

const silent = (): void => undefined;
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

const inTurn = <T>(items: readonly T[], time: number): T => items[time % items.length] as T;

/** The film as rules decide on it. */
async function filmOf({ recorder }: Stores, slug: string, deals: number): Promise<FilmState> {
  const found = await recorder.film(slug);
  if (found?.film.deals.size !== deals) throw new Error('The film was not sold so many times.');
  return found.film;
}

function resolved({ rights: asked, conflicts }: AskedRights, conflictsWith: (rights: Rights) => number): Rights {
  const { rights } = grantRights(asked);
  const found = conflictsWith(rights);
  if (found === conflicts) return rights;
  throw new Error(`${rights.words} collide with ${String(found)} deals instead of ${String(conflicts)}.`);
}

export const check: Row = {
  name: 'check',
  title: `Check an offer against ${String(DEALS)} deals`,
  async run({ rounds, sized, folder, say }) {
    const at = folder('check');
    const deals = sized(DEALS, PACKAGES.length);
    say(`sells a film ${String(deals)} times`);
    const log = openSqliteEventStore({ file: join(at, 'ovation.db') });
    const { slug, asked } = await sellFilm(log, deals).finally(() => log.close());
    const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: at, PORT: '0' });
    const clients = startChild<ClientsCalls>('clients');
    let stores: Stores | undefined;
    try {
      const url = await server.ask('start', null);
      await server.ask('settle', null);
      const configuration = readConfiguration({ OVATION_DATA_DIR: at });
      stores = await openStores(configuration, { mode: 'reader', log: SILENT });
      const { store, readStore, evidence, clock } = stores;
      const sources = querySources({ ...configuration, store, db: readStore.db, evidence, clock });
      const film = await filmOf(stores, slug, deals);
      const instant = clock.now();
      const now = { instant, day: clock.dayOf(instant) };
      const conflicts = (rights: Rights) => conflictsOf(film, rights, now, { buyer: BUYER });
      const offers = asked.map((one) => resolved(one, (rights) => conflicts(rights).length));
      const bodies = asked.map(({ rights }) => ({ buyer: BUYER, rights }));
      const requests = bodies.map((body): Request => ({
        method: 'POST',
        path: `/api/films/${slug}/offers/check`,
        body,
      }));

      const [checks, answers] = [sized(CHECKS, 3), sized(ANSWERS, 3)];
      const works = {
        conflicts: () => processorMs(checks, (time) => conflicts(inTurn(offers, time))),
        whole: () => processorMs(answers, (time) => checkOffer(sources, { film: slug, offer: inTurn(bodies, time) })),
        http: async () =>
          1_000 / (await clients.ask('send', { url, connections: [requests], amount: answers })).perSecond,
      };
      say('checks offers');
      await inTurns(1, works);
      const measured = await inTurns(rounds, works);
      return [
        {
          of: 'what stands in the way of an offer',
          value: median(measured.conflicts),
          unit: 'ms of processor time',
          reach: { atMost: MOST_MS },
          note: `${String(film.deals.size)} deals; two territories, one deal and nothing that is sold, in turn`,
        },
        {
          of: 'the whole answer: the film folded, its words read, conflicts, what is free',
          value: median(measured.whole),
          unit: 'ms of processor time',
        },
        { of: 'over HTTP, 1 connection', value: median(measured.http), unit: 'ms' },
      ];
    } finally {
      await stores?.close();
      await Promise.all([server, clients].map((child) => child.stop()));
    }
  },
};
