import { createHash } from 'node:crypto';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const MIA = { 'x-ovation-user': 'mia', 'x-ovation-role': 'sales agent' };
const BOB = { 'x-ovation-user': 'bob', 'x-ovation-role': 'executive' };
const ANN = { 'x-ovation-user': 'ann', 'x-ovation-role': 'auditor' };
const MAIL = 'A24 would pay 15 million dollars.';
const SHA = createHash('sha256').update(MAIL).digest('hex');
const usd = (dollars: number) => ({ guarantee: { minor: dollars * 100, currency: 'USD' } });

interface Told {
  readonly server: Server;
  readonly open: string;
  readonly secret: string;
}

/** Two films: an offer that everybody may know, and one that few may. */
async function told(environment: Readonly<Record<string, string>> = {}): Promise<Told> {
  const server = await servers.start({ now: '2024-09-08T09:00:00.000Z', environment });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  await server.send('/api/evidence', { method: 'POST', body: MAIL });
  const open = await enter(server, '/eden-2024/offers', { buyer: 'Mubi', rights: { territories: 'Italy' } }, MIA);
  const source = { kind: 'document', name: 'mail.eml', sha256: SHA };
  const offer = { buyer: 'A24', rights: { territories: 'US' }, terms: usd(15_000_000), isConfidential: true, source };
  const secret = await enter(server, `${FILM}/offers`, offer, MIA);
  return { server, open: open.id, secret: secret.id };
}

interface Shown {
  readonly film: { readonly slug: string };
  readonly actor: { readonly user: string; readonly role: string };
  readonly sentence: string;
  readonly about: { readonly eventId: string };
}

/** Who was shown a confidential offer, and through what, but for whoever asks for that here. */
async function shown(server: Server, of = ''): Promise<readonly string[]> {
  const at = { ...ANN, 'at-least': await server.stores.store.head() };
  const { body } = await server.get(`/api/audit/events?type=OfferShown${of}`, at);
  return (body['items'] as readonly Shown[])
    .filter(({ actor }) => actor.user !== 'ann')
    .map(
      ({ actor: { user, role }, sentence }) => `${user}, ${role}: ${sentence.replace(/^.* is shown, through /, '')}`,
    );
}

it('records who is shown a confidential offer, once for each of its entries, and not whoever recorded it', async () => {
  const { server, secret } = await told();
  const { body } = await server.get(`/api/films${FILM}`, MIA);
  expect(body['offers']).toMatchObject([{ offerId: secret, isConfidential: true }]);
  expect(await shown(server)).toEqual([]);
  for (const path of [FILM, `${FILM}/offers`, `${FILM}/history`]) await server.get(`/api/films${path}`, BOB);
  expect(await shown(server)).toEqual(['bob, executive: GET /api/films/:film']);
  await enter(server, `${FILM}/offers/${secret}/raise`, { terms: usd(17_500_000) }, MIA);
  for (const path of ['/api/offers', `/api/films${FILM}`]) await server.get(path, BOB);
  const both = ['bob, executive: GET /api/films/:film', 'bob, executive: GET /api/offers'];
  expect(await shown(server)).toEqual(both);
  expect(await shown(server, `&about=${secret}`)).toEqual(both);
  expect(await shown(server, '&film=k-pops-2024')).toEqual(both);
  expect(await shown(server, '&film=eden-2024')).toEqual([]);
  await server.get(`/api/films${FILM}`, { ...BOB, 'x-ovation-role': 'auditor' });
  expect(await shown(server, '&role=auditor&user=bob')).toEqual(['bob, auditor: GET /api/films/:film']);
});

it('records it of each stage, whoever recorded something else of the offer, and whatever the answer names', async () => {
  const { server, secret } = await told();
  const offer = `${FILM}/offers/${secret}`;
  const stages = async (): Promise<number> => (await shown(server, '&user=bob')).length;
  const compared = () => server.get(`/api/films${FILM}/offers/compare`, BOB);
  await compared();
  expect(await stages()).toBe(1);
  const raised = await enter(server, `${offer}/raise`, { terms: usd(16_000_000) }, MIA);
  await compared();
  expect(await stages()).toBe(2);
  const changes = { terms: usd(19_000_000) };
  await enter(server, `${FILM}/corrections`, { corrects: raised.id, changes, reason: 'A slip.' }, MIA);
  await server.get(`/api/films${FILM}`, BOB);
  expect(await stages()).toBe(3);
  await enter(server, `${offer}/raise`, { terms: usd(20_000_000) }, MIA);
  await enter(server, `${offer}/decline`, { reason: 'Too little.' }, BOB);
  await server.get(`/api/films${FILM}`, BOB);
  expect(await stages()).toBe(4);
  await compared();
  expect(await stages()).toBe(4);
  expect(await shown(server, '&user=mia')).toEqual([]);
});

it('records it of a problem that names the offer', async () => {
  const { server, secret } = await told();
  const rival = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'US' } }, BOB);
  expect(await shown(server)).toEqual([]);
  await enter(server, `${FILM}/offers/${secret}/accept`, {}, MIA);
  const refused = await server.post(`/api/films${FILM}/offers/${rival.id}/accept`, {}, BOB);
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(secret)]);
  expect(await shown(server)).toEqual(['bob, executive: POST /api/films/:film/offers/:offerId/accept']);
});

it('shows nothing that says that it is confidential while it is not known of which offer', async () => {
  const { server } = await told({ OVATION_WAIT_LIMIT: '50' });
  const { id } = await enter(server, '/eden-2024/offers', { buyer: 'A24', rights: { territories: 'US' } }, MIA);
  await server.stores.views?.waitFor(await server.stores.store.head(), { timeoutMs: 10_000 });
  await server.stores.views?.stop();
  await enter(server, `/eden-2024/offers/${id}/confidential`, {}, MIA);
  const answer = await server.send('/api/films/eden-2024', { headers: BOB });
  expect(answer).toMatchObject({ status: 503, body: { type: '/problems/views-behind' } });
  const restarted = await servers.restart(server);
  expect((await restarted.get('/api/films/eden-2024', BOB)).status).toBe(200);
  expect(await shown(restarted)).toEqual(['bob, executive: GET /api/films/:film']);
});

it('records it of a document, however many entries name it', async () => {
  const { server } = await told();
  const source = { kind: 'document', name: 'list.pdf', sha256: createHash('sha256').update('List.').digest('hex') };
  await server.send('/api/evidence', { method: 'POST', body: 'List.' });
  for (let n = 0; n <= 20; n += 1) {
    const offer = { buyer: `Buyer ${String(n)}`, rights: { territories: 'Italy' }, source, isConfidential: n === 20 };
    await enter(server, '/eden-2024/offers', offer, MIA);
  }
  expect((await server.get(`/api/evidence/${source.sha256}`, BOB)).text).toBe('List.');
  expect(await shown(server)).toEqual(['bob, executive: GET /api/evidence/:sha256']);
});

it('records it no more once it is retracted that the offer is confidential', async () => {
  const { server, open } = await told();
  const kept = await enter(server, `/eden-2024/offers/${open}/confidential`, {}, MIA);
  await enter(server, '/eden-2024/retractions', { retracts: kept.id, reason: 'Another offer was meant.' }, MIA);
  await server.get('/api/audit/export?format=jsonl&film=eden-2024', BOB);
  await server.get('/api/films/eden-2024', BOB);
  expect(await shown(server)).toEqual([]);
  await enter(server, `/eden-2024/offers/${open}/confidential`, {}, MIA);
  await server.get('/api/films/eden-2024', BOB);
  expect(await shown(server)).toEqual(['bob, executive: GET /api/films/:film']);
});

it.each([
  ['/api/offers', '/api/offers'],
  [`/api/films${FILM}/history`, '/api/films/:film/history'],
  [`/api/films${FILM}/explain`, '/api/films/:film/explain'],
  [`/api/films${FILM}/replay`, '/api/films/:film/replay'],
  [`/api/films${FILM}?asOf=2024-09-08`, '/api/films/:film'],
  ['/api/audit/events?type=OfferMade', '/api/audit/events'],
  ['/api/slate/replay', '/api/slate/replay'],
  ['/api/audit/export?format=jsonl', '/api/audit/export'],
  [`/api/audit/export?format=pdf&film=k-pops-2024`, '/api/audit/export'],
  ['/api/audit/export?format=xlsx', '/api/audit/export'],
  [`/api/evidence/${SHA}`, '/api/evidence/:sha256'],
  [`/api/films${FILM}/avails`, '/api/films/:film/avails'],
  [`/api/films${FILM}/avails?format=csv`, '/api/films/:film/avails'],
  [`/api/films${FILM}/avails?format=xlsx`, '/api/films/:film/avails'],
])('records it of %s', async (path, through) => {
  const { server, secret } = await told();
  if (path.includes('avails')) await enter(server, `${FILM}/offers/${secret}/accept`, {}, MIA);
  expect((await server.get(path, BOB)).status).toBe(200);
  expect(await shown(server)).toEqual([`bob, executive: GET ${through}`]);
});

it.each([
  '/api/films/eden-2024',
  '/api/slate',
  '/api/audit/export?format=jsonl&film=eden-2024',
  '/api/audit/export?format=csv&asOf=2024-08-01',
  '/api/slate/replay?asOf=2024-08-01',
  '/api/imports/template.xlsx',
  '/api/openapi.json',
  '/api/docs',
])('records nothing of %s, which shows none', async (path) => {
  const { server } = await told();
  expect((await server.get(path, BOB)).status).toBe(200);
  await server.send(`/api/films${FILM}`, { method: 'HEAD', headers: BOB });
  expect(await shown(server)).toEqual([]);
});

it('keeps an offer confidential from when somebody says so, once, also over a restart', async () => {
  const { server, open } = await told();
  await server.get('/api/films/eden-2024', BOB);
  await enter(server, `/eden-2024/offers/${open}/confidential`, { reason: 'Mubi asks for it.' }, MIA);
  const again = await server.post(`/api/films/eden-2024/offers/${open}/confidential`, {}, MIA);
  expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-confidential' } });
  await server.get('/api/films/eden-2024', BOB);
  const once = ['bob, executive: GET /api/films/:film'];
  expect(await shown(server)).toEqual(once);
  const restarted = await servers.restart(server);
  await restarted.get('/api/films/eden-2024', BOB);
  expect(await shown(restarted)).toEqual(once);
  await restarted.get('/api/films/k-pops-2024', BOB);
  expect(await shown(restarted)).toHaveLength(2);
});

it('records one who looks many times at once a single time', async () => {
  const { server } = await told();
  await Promise.all(Array.from({ length: 20 }, () => server.get(`/api/films${FILM}`, BOB)));
  expect(await shown(server)).toHaveLength(1);
});

it('refuses to show one to somebody whose name cannot be recorded', async () => {
  const { server } = await told();
  const nobody = { 'x-ovation-user': 'x'.repeat(301) };
  expect(await server.get(`/api/films${FILM}`, nobody)).toMatchObject({
    status: 400,
    body: { type: '/problems/invalid-input' },
  });
  expect((await server.get('/health/live', { 'x-ovation-role': 'king' })).status).toBe(200);
  expect((await server.get('/api/films/eden-2024', { ...nobody, 'if-match': '*' })).status).toBe(200);
});
