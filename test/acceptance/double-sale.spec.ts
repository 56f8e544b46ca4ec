import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';

async function withTwoOffers(): Promise<{ readonly server: Server; readonly offers: readonly string[] }> {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const neon = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'North America' } });
  const aura = await enter(server, `${FILM}/offers`, {
    buyer: 'Aura Entertainment',
    rights: { territories: 'Worldwide - Italy' },
  });
  return { server, offers: [neon.id, aura.id] };
}

it('lets one of two racing acceptances of the same rights through', async () => {
  const { server, offers } = await withTwoOffers();
  const accept = (id: string) =>
    server.post(`/api/films${FILM}/offers/${id}/accept`, { reservedUntil: '2024-09-20T00:00:00Z' });
  const answers = await Promise.all([...offers, ...offers, ...offers].map(accept));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  const { body } = await server.get(`/api/films${FILM}`);
  const reserved = (body['offers'] as readonly { readonly isReserved: boolean }[]).filter((offer) => offer.isReserved);
  expect(reserved).toHaveLength(1);
});

it('refuses to sell what is sold, names the other deal and says what is free', async () => {
  const { server, offers } = await withTwoOffers();
  const [neon = '', aura = ''] = offers;
  const deal = await enter(server, `${FILM}/deals`, { offerId: neon });
  const head = await server.head();
  const refused = await server.post(`/api/films${FILM}/offers/${aura}/accept`, {});
  expect(refused).toMatchObject({
    status: 409,
    body: {
      type: '/problems/rights-not-free',
      conflicts: [{ kind: 'rights out overlap', dealId: deal.id, buyer: 'Neon' }],
      free: 'International - Italy, all rights',
    },
  });
  expect(await server.head()).toBe(head);
});

it('checks an offer without recording it, and says what would be said', async () => {
  const { server, offers } = await withTwoOffers();
  await enter(server, `${FILM}/deals`, { offerId: offers[0] ?? '' });
  await enter(server, `${FILM}/estimates`, {
    estimates: [{ rights: { territories: 'Germany' }, take: { minor: 100_000_000, currency: 'USD' } }],
  });
  const head = await server.head();
  const check = (territories: string, minor: number) =>
    server.post(`/api/films${FILM}/offers/check`, {
      buyer: 'A24',
      rights: { territories },
      terms: { guarantee: { minor, currency: 'USD' } },
    });
  const sold = await check('US', 1);
  expect(sold).toMatchObject({
    status: 200,
    body: { conflicts: [{ kind: 'rights out overlap', buyer: 'Neon' }], free: '', belowTake: false, warnings: [] },
  });
  expect((await check('Germany', 99_999_999)).body).toMatchObject({ conflicts: [], belowTake: true });
  expect((await check('Germany', 100_000_000)).body).toMatchObject({ belowTake: false, free: 'Germany, all rights' });
  expect(await check('Germny', 1)).toMatchObject({ status: 400, body: { fields: [{ field: 'rights.territories' }] } });
  expect(await server.head()).toBe(head);
  const made = await enter(server, `${FILM}/offers`, { buyer: 'A24', rights: { territories: 'US' } });
  const { body } = await server.get(`/api/films${FILM}/offers/${made.id}`);
  expect(body['conflicts']).toEqual(sold.body['conflicts']);
});
