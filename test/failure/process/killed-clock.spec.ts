import { join } from 'node:path';
import { START } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { atRandom, countOf } from '../support/chance';
import { exchange } from '../support/exchange';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess } from '../support/server-process';
import { viewsOfFolderThatDiffer } from '../support/views';

const OFFERS = countOf('OVATION_FAILURE_LAPSES', 48);
const FILMS = 4;
/** From the recording of the first offer to the first that lapses, and from one to the next, in milliseconds. */
const AHEAD = 6_000;
const APART = 100;
/** Lapses that are waited for before the server is killed, at the most. */
const MOST_SEEN = 10;
const LONGEST = 120_000;

const folders = useFolders();
const programs = usePrograms();

interface Lapse {
  readonly offerId: string;
  readonly at: string;
}

/** What lapses in the log of a folder as others write it, told until `isEnough`. */
async function lapsesOf(folder: string, isEnough: (lapses: readonly Lapse[]) => boolean): Promise<readonly Lapse[]> {
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), readOnly: true });
  const lapses: Lapse[] = [];
  try {
    for await (const item of store.subscribe({ after: START, signal: AbortSignal.timeout(LONGEST) })) {
      if ('type' in item && item.type === 'OfferLapsed') {
        const { on } = item.data['occurredAt'] as { readonly on: string };
        lapses.push({ offerId: item.data['offerId'] as string, at: on });
      }
      if ('caughtUp' in item && isEnough(lapses)) return lapses;
    }
    throw new Error(`${String(lapses.length)} have lapsed, and then nothing more.`);
  } finally {
    await store.close();
  }
}

async function post(url: string, path: string, body: object): Promise<string> {
  const answer = await exchange({ url, path: `/api/films${path}`, body });
  if (!('text' in answer) || answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return (JSON.parse(answer.text) as { readonly events: readonly { readonly id: string }[] }).events[0]?.id ?? '';
}

async function makeOffers(url: string): Promise<readonly Lapse[]> {
  for (let n = 0; n < FILMS; n += 1)
    await post(url, '', { title: `Film ${String(n)}`, year: 2024, directors: ['Anon'], occurredAt: '2024-01-01' });
  const begin = Date.now() + AHEAD;
  const offers: Lapse[] = [];
  for (let n = 0; n < OFFERS; n += 1) {
    const at = new Date(begin + n * APART).toISOString();
    const offer = { buyer: `Buyer ${String(n)}`, rights: { territories: 'US' }, expiresAt: at };
    offers.push({ offerId: await post(url, `/film-${String(n % FILMS)}-2024/offers`, offer), at });
  }
  return offers;
}

const byOffer = (lapses: readonly Lapse[]) => [...lapses].sort((a, b) => (a.offerId < b.offerId ? -1 : 1));

it(
  'a server that is killed again and again while offers lapse records each once, at its time',
  atRandom(async (chance) => {
    const folder = folders.make();
    let server = await startServerProcess(programs, folder);
    const offers = await makeOffers(server.url);
    let kills = 0;
    for (let seen = 0; seen < OFFERS; kills += 1) {
      const target = Math.min(OFFERS, seen + chance.whole(1, MOST_SEEN));
      await lapsesOf(folder, (lapses) => lapses.length >= target);
      await server.program.kill();
      seen = (await lapsesOf(folder, () => true)).length;
      server = await startServerProcess(programs, folder);
    }
    const lapses = await lapsesOf(folder, (found) => found.length >= OFFERS);
    await server.program.kill();
    expect(byOffer(lapses)).toEqual(byOffer(offers));
    expect(await viewsOfFolderThatDiffer(folder)).toStrictEqual([]);
    report(
      'server killed while offers lapse',
      `${String(kills)} kills, ${String(OFFERS)} lapses, each once`,
      chance.seed,
    );
  }),
  LONGEST + 60_000,
);
