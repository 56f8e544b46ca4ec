import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const COMPARE = '/api/films/k-pops-2024/offers/compare';
const usd = (dollars: number) => ({ minor: dollars * 100, currency: 'USD' });

async function withOffers(): Promise<{ readonly server: Server; readonly neon: string; readonly mubi: string }> {
  const server = await servers.start({ now: '2024-09-10T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const offer = async (buyer: string, dollars: number, more = {}) =>
    (
      await enter(server, '/k-pops-2024/offers', {
        buyer,
        rights: { territories: 'Italy' },
        terms: { guarantee: usd(dollars) },
        ...more,
      })
    ).id;
  const neon = await offer('Neon', 3_000, { expiresAt: '2024-09-12T09:00:00Z' });
  const mubi = await offer('Mubi', 2_000);
  return { server, neon, mubi };
}

const buyersOf = (body: Readonly<Record<string, unknown>>) =>
  (body['offers'] as readonly { readonly buyer: string }[]).map(({ buyer }) => buyer);

it('shows offers side by side, with the conflicts and the time left of now', async () => {
  const { server, neon } = await withOffers();
  const signed = await enter(server, '/k-pops-2024/deals', { buyer: 'A24', rights: { territories: 'Italy' } });
  const { status, body } = await server.get(COMPARE);
  expect([status, buyersOf(body)]).toEqual([200, ['Neon', 'Mubi']]);
  expect(body).toMatchObject({
    film: { slug: 'k-pops-2024' },
    at: '2024-09-10T09:00:00.000Z',
    offers: [
      {
        offerId: neon,
        secondsLeft: 2 * 86_400,
        rights: 'Italy, all rights',
        headline: [{ currency: 'USD', minMinor: 300_000 }],
        conflicts: [{ kind: 'rights out overlap', dealId: signed.id, buyer: 'A24' }],
      },
      { secondsLeft: null },
    ],
    best: { headline: [{ currency: 'USD', offerIds: [neon], isDecided: true }], grossPoints: [] },
  });
});

it('leaves out what time or an answer has ended, unless all are asked for', async () => {
  const { server, mubi } = await withOffers();
  server.clock.moveTo('2024-09-11T09:00:00.000Z');
  await enter(server, `/k-pops-2024/offers/${mubi}/decline`, { reason: 'Too low' });
  server.clock.moveTo('2024-09-13T09:00:00.000Z');
  expect(buyersOf((await server.get(COMPARE)).body)).toEqual([]);
  const { body } = await server.get(`${COMPARE}?all=true`);
  expect(body).toMatchObject({
    offers: [
      { buyer: 'Neon', isOpen: false },
      { buyer: 'Mubi', reason: 'Too low' },
    ],
  });
  expect(buyersOf((await server.get(`${COMPARE}?asOf=2024-09-10T09:00:00Z`)).body)).toEqual(['Neon', 'Mubi']);
});

it.each([
  ['?all=perhaps', 400],
  ['?asOf=2030-01-01', 400],
  ['?price=1', 400],
])('refuses %s', async (query, status) => {
  const { server } = await withOffers();
  expect((await server.get(COMPARE + query)).status).toBe(status);
});

it('knows no film that is not there', async () => {
  const { server } = await withOffers();
  expect((await server.get('/api/films/nobody-2020/offers/compare')).body).toMatchObject({
    type: '/problems/film-not-found',
  });
});
