import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

/** A film of its own, told from a day on. */
async function film(title: string, year: number, director: string, now: string) {
  const server = await servers.start({ now: `${now}T09:00:00.000Z` });
  const { slug } = await enter(server, '', { title, year, directors: [director], occurredAt: now });
  const at = `/${slug}`;
  const deal = (buyer: string, territories: string, more: object = {}) =>
    enter(server, `${at}/deals`, { buyer, rights: { territories }, ...more });
  return { server, at, deal, path: `/api/films${at}` };
}

const dossier = async (server: Server, path: string) => (await server.get(path)).body;
const day = (text: string): string => `${text}T09:00:00.000Z`;

it('CODA: the world is not sold over what was pre-sold; what is bought back can be', async () => {
  const { server, at, deal, path } = await film('CODA', 2021, 'Siân Heder', '2019-06-01');
  await deal('Nordisk Film', 'Scandinavia', { occurredAt: '2019-06', occurredPrecision: 'month' });
  const sun = await deal('Sun Distribution Group', 'Latin America');
  await deal('Eagle Pictures', 'Italy');
  server.clock.moveTo(day('2021-01-30'));
  const apple = { buyer: 'Apple', rights: { territories: 'Worldwide' } };
  const refused = await server.post(`${path}/deals`, apple);
  expect(refused).toMatchObject({
    status: 409,
    body: { type: '/problems/rights-not-free', free: 'Worldwide - Italy - Latin America - Scandinavia, all rights' },
  });
  expect((refused.body['conflicts'] as readonly { readonly buyer: string }[]).map(({ buyer }) => buyer)).toEqual([
    'Nordisk Film',
    'Sun Distribution Group',
    'Eagle Pictures',
  ]);
  // The financiers buy Latin America back; Eagle Pictures keeps Italy, Nordisk its territories.
  server.clock.moveTo(day('2021-02-01'));
  await enter(server, `${at}/deals/${sun.id}/rescind`, { reason: 'Bought back for Apple.' });
  expect((await server.post(`${path}/deals`, apple)).body).toMatchObject({
    free: 'Worldwide - Italy - Scandinavia, all rights',
  });
  await deal('Apple', 'Worldwide - Scandinavia - Italy', {
    terms: { guarantee: { minor: 2_500_000_000, currency: 'USD' } },
  });
  expect(await dossier(server, path)).toMatchObject({ phase: 'acquired', share: 1 });
  const then = await dossier(server, `${path}?asOf=2021-01-30`);
  expect(then).toMatchObject({ phase: 'partly acquired' });
});

it('The Substance: fourteen buyers, each right once, and what is left is told', async () => {
  const { server, deal, path } = await film('The Substance', 2024, 'Coralie Fargeat', '2024-05-10');
  await deal('Mubi', 'North America, UK & Ireland, Germany, Austria, Latin America, Benelux');
  await deal('Metropolitan', 'France');
  const week: readonly (readonly [string, string])[] = [
    ['I Wonder Pictures', 'Italy'],
    ['Elastica Films', 'Spain'],
    ['Nonstop Entertainment', 'Scandinavia'],
    ['Challan', 'South Korea'],
    ['Golden Scene Company', 'Hong Kong'],
    ['VLG.FILM', 'CIS'],
    ['Catchplay', 'Taiwan'],
    ['Madman Entertainment', 'Australia, New Zealand'],
    ['Monolith', 'Poland'],
    ['Feelgood Entertainment', 'Greece'],
    ['Beta Film', 'Bulgaria'],
    ['Independenta Film 97', 'Romania'],
  ];
  server.clock.moveTo(day('2024-05-27'));
  for (const [buyer, territories] of week) await deal(buyer, territories);
  const { phase, share, deals } = await dossier(server, path);
  expect([phase, (deals as readonly unknown[]).length]).toEqual(['partly acquired', 14]);
  expect(share).toBe(0.4165);
  for (const [, territories] of week)
    expect(await server.post(`${path}/deals`, { buyer: 'Neon', rights: { territories } })).toMatchObject({
      status: 409,
      body: { free: '' },
    });
  const rest = await server.post(`${path}/offers/check`, { buyer: 'Neon', rights: { territories: 'Worldwide' } });
  const sold =
    'Australia - Austria - Benelux - Bulgaria - CIS - France - Germany - Greece - Hong Kong - Italy - Latin America - ' +
    'New Zealand - Poland - Romania - Scandinavia - South Korea - Spain - Taiwan - United Kingdom & Ireland';
  expect(rest.body['free']).toBe(`International - ${sold}, all rights`);
});

it('Magazine Dreams: sold to the world, given back, sold again', async () => {
  const { server, at, deal, path } = await film('Magazine Dreams', 2023, 'Elijah Bynum', '2023-02-15');
  const searchlight = await deal('Searchlight Pictures', 'Worldwide', {
    terms: { guarantee: { minor: 1_000_000_000, currency: 'USD' } },
  });
  const us = { buyer: 'Briarcliff Entertainment', rights: { territories: 'US' } };
  expect((await server.post(`${path}/deals`, us)).status).toBe(409);
  server.clock.moveTo(day('2024-01-15'));
  await enter(server, `${at}/deals/${searchlight.id}/revert`, { occurredAt: '2024-01-15' });
  expect(await dossier(server, path)).toMatchObject({ share: 0 });
  server.clock.moveTo(day('2024-10-02'));
  await enter(server, `${at}/deals`, us);
  expect(await dossier(server, path)).toMatchObject({ phase: 'partly acquired' });
  expect(await dossier(server, `${path}?asOf=2023-12-31`)).toMatchObject({ phase: 'acquired', share: 1 });
});

it('Palm Springs: a price to the cent, and a bonus known a week later', async () => {
  const { server, at, deal, path } = await film('Palm Springs', 2020, 'Max Barbakow', '2020-01-27');
  const sold = await deal('Neon and Hulu', 'Worldwide', {
    terms: { guarantee: { minor: 1_750_000_069, currency: 'USD' } },
  });
  server.clock.moveTo(day('2020-02-03'));
  await enter(server, `${at}/corrections`, {
    corrects: sold.id,
    changes: { terms: { guaranteedBonuses: [{ minor: 449_999_931, currency: 'USD' }] } },
    reason: 'About 22 million with the bonuses that are guaranteed.',
  });
  const headline = async (query: string) =>
    ((await dossier(server, `${path}/deals${query}`))['items'] as readonly { readonly headline: unknown }[]).map(
      (one) => one.headline,
    );
  const usd = (minor: number) => [{ currency: 'USD', minMinor: minor, maxMinor: minor, unknown: 0 }];
  expect(await headline('')).toEqual([usd(2_200_000_000)]);
  expect(await headline('?knownAt=2020-01-28')).toEqual([usd(1_750_000_069)]);
});

it('a verbal yes is no signed memo: claimed by one, signed by another', async () => {
  const { server, at, path } = await film('Verbal', 2024, 'Nobody', '2024-09-08');
  const offer = (buyer: string) => enter(server, `${at}/offers`, { buyer, rights: { territories: 'US' } });
  const [first, second] = [await offer('Neon'), await offer('A24')];
  await enter(server, `${at}/offers/${first.id}/accept`, { reservedUntil: '2024-09-10T18:00:00Z' });
  expect(await dossier(server, path)).toMatchObject({ phase: 'reserved', share: 0, deals: [] });
  const sign = () => server.post(`${path}/deals`, { offerId: second.id });
  expect(await sign()).toMatchObject({ status: 409, body: { conflicts: [{ kind: 'reserved', buyer: 'Neon' }] } });
  // Nobody signed in time: the reservation is over, and the other may sign.
  server.clock.moveTo('2024-09-10T18:00:00.000Z');
  expect((await sign()).status).toBe(201);
  expect(await server.post(`${path}/deals`, { offerId: first.id })).toMatchObject({ status: 409 });
  expect(await dossier(server, path)).toMatchObject({ phase: 'partly acquired', deals: [{ buyer: 'A24' }] });
  expect(await dossier(server, `${path}?asOf=2024-09-09T12:00:00Z`)).toMatchObject({ phase: 'reserved' });
});
