import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';

type Step = Readonly<Record<'entry' | 'before' | 'after' | 'meanwhile' | 'changes', Readonly<Record<string, unknown>>>>;

/** A sale, told late, corrected, and with an offer that ran out. */
async function sold(): Promise<Server> {
  const server = await servers.start({ now: '2024-09-08T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const source = { kind: 'press', outlet: 'Screen Daily' };
  const screening = { venue: 'Roy Thomson Hall', occurredAt: '2024-09-07', source };
  const { id } = await enter(server, `${FILM}/screenings`, screening);
  server.clock.moveTo('2024-09-10T09:00:00.000Z');
  const guarantee = { minor: 100_000_00, currency: 'USD' };
  const offer = {
    buyer: 'Neon',
    rights: { territories: 'US' },
    terms: { guarantee },
    expiresAt: '2024-09-12T00:00:00Z',
  };
  await enter(server, `${FILM}/offers`, offer);
  server.clock.moveTo('2024-09-14T09:00:00.000Z');
  const changes = { venue: 'Princess of Wales Theatre' };
  await enter(server, `${FILM}/corrections`, { corrects: id, changes }, { 'x-ovation-user': 'Kim' });
  await enter(server, `${FILM}/deals`, { buyer: 'Aura', rights: { territories: 'Italy' }, occurredAt: '2024-09-13' });
  return server;
}

const steps = async (server: Server, query = '') =>
  (await server.get(`/api/films${FILM}/replay?limit=50${query}`)).body['items'] as readonly Step[];

it('replays a film event by event, each step from where the one before ended, to where it stands', async () => {
  const server = await sold();
  const all = await steps(server);
  expect(all.map(({ entry, after }) => [entry['type'], after['phase']])).toEqual([
    ['FilmRegistered', 'registered'],
    ['FilmScreened', 'awaiting acquisition'],
    ['OfferMade', 'offers in'],
    ['OfferLapsed', 'awaiting acquisition'],
    ['EntryCorrected', 'awaiting acquisition'],
    ['FilmAcquired', 'partly acquired'],
  ]);
  expect(all.map(({ before }) => before)).toEqual([null, ...all.slice(0, -1).map(({ after }) => after)]);
  const { body: film } = await server.get(`/api/films${FILM}`);
  const { rule, words } = film['phaseReason'] as Readonly<Record<string, unknown>>;
  expect(all.at(-1)?.after).toMatchObject({
    phase: film['phase'],
    phaseRule: rule,
    phaseWords: words,
    share: film['share'],
    figures: film['figures'],
  });
});

it('says what changed, why, on whose word, and what became of it', async () => {
  const server = await sold();
  const [, screening, offer, lapse, correction, deal] = await steps(server);
  expect(screening?.entry).toMatchObject({
    sentence: 'Screened: Roy Thomson Hall',
    onWhoseWord: 'Screen Daily',
    occurredInWords: '7 September 2024',
    recordedAt: '2024-09-08T09:00:00.000Z',
    standing: 'corrected',
    amendments: [{ kind: 'corrected', actor: { user: 'Kim' }, isInForce: true }],
  });
  expect(offer?.changes).toMatchObject({
    state: [{ what: 'phase' }, { what: 'offered' }, { what: 'offer of Neon', before: null, after: 'live' }],
    cells: [{ cells: 'United States, all rights', after: { words: 'under offer from Neon' } }],
  });
  // The time had come before the entry that says so.
  expect([lapse?.meanwhile, lapse?.changes]).toMatchObject([
    { state: [{ what: 'phase' }, { what: 'offered' }, { what: 'offer of Neon', after: 'lapsed' }] },
    { state: [], cells: [] },
  ]);
  expect(correction?.changes).toMatchObject({
    state: [],
    entries: [
      {
        change: 'changed',
        before: { sentence: 'Screened: Roy Thomson Hall' },
        entry: { sentence: 'Screened: Princess of Wales Theatre' },
      },
    ],
  });
  expect(deal?.changes['cells']).toMatchObject([
    {
      cells: 'Italy, all rights',
      before: { status: 'available' },
      after: { status: 'committed', buyer: 'Aura', eventIds: [deal?.entry['eventId']] },
    },
  ]);
});

it('pages through, and shows any moment on either clock', async () => {
  const server = await sold();
  const all = await steps(server);
  const paged: Step[] = [];
  for (let next: string | undefined = `/api/films${FILM}/replay?limit=2`; next !== undefined;) {
    const { headers, body }: Awaited<ReturnType<Server['get']>> = await server.get(next);
    paged.push(...(body['items'] as readonly Step[]));
    next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  }
  expect(paged).toEqual(all);
  expect(await steps(server, '&from=2024-09-10&to=2024-09-13')).toEqual(all.slice(2, 3));
  const known = await steps(server, '&knownAt=2024-09-09');
  expect(known).toMatchObject([{}, { entry: { standing: 'as recorded', amendments: [] } }]);
  expect((await steps(server, '&asOf=2024-09-11')).at(-1)).toMatchObject({
    entry: { type: 'EntryCorrected' },
    after: { phase: 'offers in' },
  });
  const refused = async (query: string) => (await server.get(`/api/films${FILM}/replay?${query}`)).status;
  expect(await refused('asOf=2030-01-01')).toBe(400);
  expect(await refused('from=2024-09-11&to=2024-09-10')).toBe(400);
  expect(await refused('cursor=x')).toBe(400);
  expect((await server.get('/api/films/nowhere-2024/replay')).status).toBe(404);
});

it('replays the whole slate in the order of the log, a step in each line, each as its film has it', async () => {
  const server = await sold();
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  await enter(server, `${FILM}/notes`, { text: 'Both are told.' });
  const replayed = async (query: string) => {
    const answer = await fetch(`${server.url}/api/slate/replay?${query}`);
    expect(answer.headers.get('content-type')).toBe('application/jsonl');
    const lines = (await answer.text()).split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => JSON.parse(line) as Step & { readonly film: { readonly slug: string } });
  };
  const all = await replayed('');
  expect(all.map(({ film }) => film.slug).slice(-3)).toEqual(['k-pops-2024', 'eden-2024', 'k-pops-2024']);
  expect(all.filter(({ film }) => film.slug !== 'eden-2024')).toEqual(await steps(server));
  expect(await replayed('knownAt=2024-09-10&from=2024-09-10')).toHaveLength(1);
  const refused = await server.get('/api/slate/replay?asOf=2030-01-01');
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    400,
    'application/problem+json; charset=utf-8',
  ]);
});
