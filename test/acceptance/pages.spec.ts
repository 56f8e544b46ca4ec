import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

type Row = Readonly<Record<string, unknown>>;
const YEARS = [2019, 2020, 2021, 2022, 2023];

const register = (server: Server, title: string, year: number) =>
  enter(server, '', { title, year, directors: ['Åsa Öberg'], occurredAt: '2024-01-01' });

/** Every row, page by page, as the links say. */
async function allPages(server: Server, path: string, between: () => Promise<void> = () => Promise.resolve()) {
  const pages: (readonly Row[])[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const { status, headers, body }: Awaited<ReturnType<Server['get']>> = await server.get(next);
    expect(status).toBe(200);
    pages.push(body['items'] as readonly Row[]);
    next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    expect(body['next'] === null).toBe(next === undefined);
    await between();
  }
  return pages;
}

it('pages through the slate in every order, both ways, without a gap or a double', async () => {
  const server = await servers.start();
  for (const year of YEARS) await register(server, `The Film of ${String(year)}`, year);
  await enter(server, '/the-film-of-2021-2021/screenings', { occurredAt: '2024-02-01' });
  const titles = (pages: readonly (readonly Row[])[]) => pages.flat().map(({ year }) => year);
  for (const sort of ['title', 'year', 'phase', 'share', 'recorded']) {
    const up = await allPages(server, `/api/slate?sort=${sort}&limit=2`);
    const down = await allPages(server, `/api/films?sort=${sort}&limit=2&direction=descending`);
    expect(up.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(titles(down)).toEqual(titles(up).reverse());
    expect(titles(up).sort()).toEqual(YEARS);
  }
  const byPhase = await allPages(server, '/api/slate?sort=phase&limit=200');
  expect(titles(byPhase).at(-1)).toBe(2021);
});

it('keeps its place while films are registered', async () => {
  const server = await servers.start();
  for (const year of YEARS) await register(server, `The Film of ${String(year)}`, year);
  let letters = 0;
  const pages = await allPages(server, '/api/slate?limit=1', async () => {
    if (letters < 3) await register(server, `A Film ${String(letters)}`, 2000 + letters);
    letters += 1;
  });
  expect(pages.flat().map(({ year }) => year)).toEqual(YEARS);
});

it('refuses a cursor that was altered, or belongs to other filters', async () => {
  const server = await servers.start();
  for (const year of YEARS) await register(server, `The Film of ${String(year)}`, year);
  const cursor = String((await server.get('/api/slate?limit=2')).body['next']);
  const place = Buffer.from(cursor, 'base64url').toString();
  const altered = Buffer.from(place.replace('2020', '2022')).toString('base64url');
  expect(altered).not.toBe(cursor);
  for (const path of [`limit=2&cursor=${altered}`, `limit=2&sort=year&cursor=${cursor}`, `cursor=${cursor}x`]) {
    const answer = await server.get(`/api/slate?${path}`);
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'cursor' }] } });
  }
  // The limit is no filter: another page may be longer.
  expect((await server.get(`/api/slate?limit=3&cursor=${cursor}`)).body['items']).toHaveLength(3);
});

it('searches without regard to accents and capitals, and takes signs for what they are', async () => {
  const server = await servers.start();
  await register(server, 'Fünf 100% Wölfe', 2023);
  await register(server, 'Fifty Wolves', 2024);
  const found = async (search: string) =>
    ((await server.get(`/api/slate?search=${encodeURIComponent(search)}`)).body['items'] as readonly Row[]).map(
      ({ year }) => year,
    );
  expect(await found('wolfe FUNF')).toEqual([2023]);
  expect(await found('asa oberg')).toEqual([2024, 2023]);
  expect(await found('0%')).toEqual([2023]);
  expect(await found('f_f')).toEqual([]);
  expect(await found("'; drop table slate; --")).toEqual([]);
});

it('filters and pages the audit both ways', async () => {
  const server = await servers.start({ now: '2024-03-01T09:00:00.000Z' });
  for (const year of YEARS) await register(server, `The Film of ${String(year)}`, year);
  server.clock.moveTo('2024-03-02T09:00:00.000Z');
  const source = { kind: 'press', outlet: 'Variety' };
  await enter(server, '/the-film-of-2021-2021/screenings', { occurredAt: '2024-02-01', source });
  const rows = async (query: string) => (await allPages(server, `/api/audit/events?limit=2&${query}`)).flat();
  const up = await rows('');
  expect(up).toHaveLength(6);
  expect(await rows('direction=descending')).toEqual([...up].reverse());
  const [screening] = await rows('type=FilmScreened,FilmSelected');
  expect(screening).toMatchObject({ type: 'FilmScreened', film: { slug: 'the-film-of-2021-2021' }, source });
  expect(await rows('source=press')).toEqual([screening]);
  expect(await rows('recordedFrom=2024-03-02')).toEqual([screening]);
  expect(await rows('recordedTo=2024-03-01')).toEqual(up.slice(0, 5));
  expect(await rows('occurredFrom=2024-01-02&occurredTo=2024-02-01')).toEqual([screening]);
  expect(await rows('film=the-film-of-2021-2021')).toEqual([up[2], screening]);
  expect(await rows('user=nobody')).toEqual([]);
});

it('waits for what it is told to have seen, and says when that does not come', async () => {
  const server = await servers.start({ environment: { OVATION_WAIT_LIMIT: '50' } });
  const { position } = await register(server, 'A Film', 2024);
  const here = await server.send(`/api/slate?atLeast=${position}`, { method: 'GET' });
  expect(here.body['items']).toHaveLength(1);
  // Far beyond: what the server records by itself must not come there.
  const beyond = `${position.slice(0, 5)}9${position.slice(6)}`;
  const never = await server.get('/api/slate', { 'at-least': beyond });
  expect(never).toMatchObject({ status: 503, body: { type: '/problems/views-behind' } });
  expect(never.headers.get('retry-after')).toBe('1');
});
