import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const BOSS = { 'x-ovation-user': 'head of sales', 'x-ovation-role': 'executive' };

/** A film with a take of 2,000,000 dollars for the US, and an offer of 1,500,000. */
async function withLowOffer(): Promise<{ readonly server: Server; readonly offer: string; readonly offerId: string }> {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const us = { territories: 'US', media: 'all rights' };
  await enter(server, `${FILM}/estimates`, {
    estimates: [{ rights: us, take: { minor: 200_000_000, currency: 'USD' } }],
  });
  const { id } = await enter(server, `${FILM}/offers`, {
    buyer: 'Neon',
    rights: us,
    terms: { guarantee: { minor: 150_000_000, currency: 'USD' } },
  });
  return { server, offer: `/api/films${FILM}/offers/${id}`, offerId: id };
}

const typesOf = async (server: Server): Promise<readonly unknown[]> =>
  ((await server.get(`/api/films${FILM}/history`)).body['items'] as readonly { readonly type: string }[]).map(
    ({ type }) => type,
  );

it('records that an approval is wanted, tells so, and lets the acceptance through once somebody else has approved', async () => {
  const { server, offer } = await withLowOffer();
  const key = { 'idempotency-key': 'a-verbal-yes' };
  const refused = await server.post(`${offer}/accept`, {}, key);
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/needs-approval' } });
  expect(await server.post(`${offer}/accept`, {}, key)).toMatchObject({
    status: 409,
    body: { type: '/problems/needs-approval', detail: refused.body['detail'] },
  });
  expect(await server.post(`${offer}/accept`, {})).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('agent asked for') as string },
  });
  expect((await typesOf(server)).slice(-1)).toEqual(['ApprovalRequested']);

  const mine = { 'x-ovation-role': 'executive' };
  expect(await server.post(`${offer}/approve`, {}, mine)).toMatchObject({
    status: 409,
    body: { type: '/problems/own-request' },
  });
  expect(await server.post(`${offer}/approve`, {})).toMatchObject({
    status: 403,
    body: { type: '/problems/not-allowed' },
  });
  expect((await server.post(`${offer}/approve`, { reason: 'Best house for it.' }, BOSS)).status).toBe(201);
  expect((await server.post(`${offer}/accept`, {})).status).toBe(201);
  const history = (await server.get(`/api/films${FILM}/history`)).body['items'] as readonly {
    readonly type: string;
    readonly actor: object;
  }[];
  expect(history.slice(-3).map(({ type, actor }) => [type, actor])).toEqual([
    ['ApprovalRequested', { user: 'agent', role: 'sales agent' }],
    ['OfferApproved', { user: 'head of sales', role: 'executive' }],
    ['OfferAccepted', { user: 'agent', role: 'sales agent' }],
  ]);
});

it('takes no approval for terms that changed since', async () => {
  const { server, offer } = await withLowOffer();
  expect((await server.post(`${offer}/approve`, {}, BOSS)).status).toBe(201);
  const counter = { by: 'seller', terms: { guarantee: { minor: 160_000_000, currency: 'USD' } } };
  expect((await server.post(`${offer}/counter`, counter)).status).toBe(201);
  expect(await server.post(`${offer}/accept`, {})).toMatchObject({
    status: 409,
    body: { type: '/problems/needs-approval' },
  });
});

it.each([
  ['X-Ovation-Role', { 'x-ovation-role': 'producer' }],
  ['X-Ovation-User', { 'x-ovation-user': ' ' }],
])('refuses a header %s that names nobody', async (field, headers) => {
  const { server, offer } = await withLowOffer();
  const head = await server.head();
  expect(await server.post(`${offer}/accept`, {}, headers)).toMatchObject({
    status: 400,
    body: { fields: [{ field }] },
  });
  expect(await server.head()).toBe(head);
});
