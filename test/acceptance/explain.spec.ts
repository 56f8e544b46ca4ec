import { createHash } from 'node:crypto';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const [MAIL, MEMO] = ['Neon offers.', 'Aura signs.'];
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const SHA = digest(MEMO);
const usd = (dollars: number) => ({ guarantee: { minor: dollars * 100, currency: 'USD' } });

interface Told {
  readonly server: Server;
  readonly screening: string;
  readonly neon: string;
  readonly mubi: string;
  readonly deal: string;
}

/** Two films with offers, one of them sold in part, on paper. */
async function told(): Promise<Told> {
  const server = await servers.start({ now: '2024-09-08T09:00:00.000Z' });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  await enter(server, '', { title: 'Eden', year: 2024, directors: ['Ron Howard'], occurredAt: '2024-07-01' });
  const { id: screening } = await enter(server, `${FILM}/screenings`, { venue: 'Hall', occurredAt: '2024-09-07' });
  for (const body of [MAIL, MEMO]) await server.send('/api/evidence', { method: 'POST', body });
  const source = { kind: 'document', name: 'mail.eml', sha256: digest(MAIL) };
  const neon = await enter(server, `${FILM}/offers`, {
    buyer: 'Neon',
    rights: { territories: 'US' },
    terms: usd(300),
    source,
  });
  const mubi = await enter(server, '/eden-2024/offers', {
    buyer: 'Mubi',
    rights: { territories: 'Italy' },
    terms: usd(200),
  });
  const deal = await enter(server, `${FILM}/deals`, {
    buyer: 'Aura',
    rights: { territories: 'Italy' },
    terms: usd(100),
    evidence: { name: 'memo.pdf', sha256: SHA },
  });
  return { server, screening, neon: neon.id, mubi: mubi.id, deal: deal.id };
}

const dollars = (amount: number) => ({ currency: 'USD', minMinor: amount * 100, maxMinor: amount * 100, unknown: 0 });

it('explains sums and cells of a film down to the entries and the documents behind them', async () => {
  const { server, neon, deal } = await told();
  const { body } = await server.get(`/api/films${FILM}/explain`);
  expect(body).toMatchObject({
    phase: 'partly acquired',
    rule: 4,
    events: [{ eventId: deal }],
    share: { eventIds: [deal] },
    figures: {
      offered: { totals: [dollars(300)], parts: [{ buyer: 'Neon', offerId: neon, dealId: null, eventIds: [neon] }] },
      reserved: { totals: [], parts: [] },
      committed: {
        totals: [dollars(100)],
        parts: [{ buyer: 'Aura', dealId: deal, words: 'USD 100', eventIds: [deal] }],
      },
    },
    entries: [{ eventId: neon }, { eventId: deal }],
    documents: [
      { name: 'mail.eml', eventId: neon },
      { name: 'memo.pdf', sha256: SHA, eventId: deal },
    ],
  });
  const cells = (await server.get(`/api/films${FILM}/explain?territories=Italy,US&media=SVOD`)).body['cells'];
  expect(cells).toMatchObject([
    {
      territories: 'Italy',
      media: 'SVOD',
      why: 'committed to Aura',
      because: { rule: 2, words: 'a deal holds them: its memo is signed' },
      eventIds: [deal],
    },
    { territories: 'United States', why: 'under offer from Neon', because: { rule: 7 }, eventIds: [neon] },
  ]);
  expect((await server.get(`/api/films${FILM}/explain?territories=Itly`)).status).toBe(400);
});

it('says of a corrected offer also by which entry its sum is what it is', async () => {
  const { server, neon } = await told();
  const changes = { terms: usd(350) };
  const { id } = await enter(server, `${FILM}/corrections`, { corrects: neon, changes });
  const { body } = await server.get(`/api/films${FILM}/explain`);
  expect(body).toMatchObject({
    figures: { offered: { totals: [dollars(350)], parts: [{ eventIds: [neon, id] }] } },
    entries: expect.arrayContaining([expect.objectContaining({ eventId: id, type: 'EntryCorrected' })]) as unknown,
  });
});

it('explains a sum of the slate film by film, page by page, at any moment', async () => {
  const { server, neon, mubi } = await told();
  const { body: summary } = await server.get('/api/slate/summary');
  expect(summary).toMatchObject({ liveOffers: 2, figures: { offered: [dollars(500)] } });
  const first = (await server.get('/api/slate/summary/explain?figure=offered&limit=1')).body;
  expect(first['items']).toMatchObject([
    { film: { slug: 'eden-2024' }, totals: [dollars(200)], parts: [{ offerId: mubi }] },
  ]);
  const next = `/api/slate/summary/explain?figure=offered&limit=1&cursor=${String(first['next'])}`;
  expect((await server.get(next)).body).toMatchObject({
    items: [{ film: { slug: 'k-pops-2024' }, phase: 'partly acquired', phaseRule: 4, parts: [{ offerId: neon }] }],
    next: null,
  });
  server.clock.moveTo('2024-09-20T09:00:00.000Z');
  await enter(server, `${FILM}/offers/${neon}/decline`, {});
  const offered = async (query: string) =>
    ((await server.get(`/api/slate/summary/explain?figure=offered${query}`)).body['items'] as readonly unknown[])
      .length;
  expect([await offered(''), await offered('&asOf=2024-09-10'), await offered('&knownAt=2024-09-10')]).toEqual([
    1, 2, 2,
  ]);
  expect((await server.get('/api/slate/summary/explain?figure=wished')).status).toBe(400);
  expect((await server.get('/api/slate/summary/explain')).status).toBe(400);
});

it('tells everything that an event changed, what still rests on it, and what corrected it', async () => {
  const { server, neon, screening, deal } = await told();
  const effects = async (id: string) => (await server.get(`/api/audit/events/${id}/effects`)).body;
  expect(await effects(neon)).toMatchObject({
    event: { eventId: neon, type: 'OfferMade', film: { slug: 'k-pops-2024' } },
    recorded: {
      before: { phase: 'awaiting acquisition' },
      changes: {
        state: [
          { what: 'phase', after: 'offers in' },
          { what: 'offered', before: [], after: [dollars(300)] },
          { what: 'offer of Neon', id: neon, after: 'live' },
        ],
        cells: [{ cells: 'United States, all rights', after: { words: 'under offer from Neon' } }],
      },
      after: { phase: 'offers in', phaseRule: 7 },
    },
    // The deal decides the phase now, and would without the offer.
    today: { state: [{ what: 'offered' }, { what: 'offer of Neon' }], cells: [{ cells: 'United States, all rights' }] },
  });
  const { id } = await enter(server, `${FILM}/corrections`, { corrects: screening, changes: { venue: 'Theatre' } });
  expect(await effects(id)).toMatchObject({
    recorded: { changes: { state: [], cells: [], entries: [{ change: 'changed', entry: { eventId: screening } }] } },
    today: { entries: [{ entry: { eventId: screening, sentence: 'Screened: Theatre' } }] },
  });
  expect(await effects(screening)).toMatchObject({
    recorded: { entry: { standing: 'corrected', amendments: [{ kind: 'corrected', eventId: id }] } },
  });
  await enter(server, `${FILM}/retractions`, { retracts: deal, reason: 'Another film.' });
  expect(await effects(deal)).toMatchObject({
    recorded: {
      changes: {
        state: expect.arrayContaining([
          { what: 'phase', id: null, before: 'offers in', after: 'partly acquired' },
        ]) as unknown,
      },
    },
    today: { state: [], cells: [] },
  });
});

it('says that what is of no film changes none, and that there is no such event', async () => {
  const { server } = await told();
  const { body } = await server.post('/api/rates', {
    ratesOn: '2024-09-06',
    publishedBy: 'European Central Bank',
    base: 'EUR',
    rates: { USD: '1.1103' },
  });
  const [event] = body['events'] as readonly { readonly id: string }[];
  expect((await server.get(`/api/audit/events/${event?.id ?? ''}/effects`)).body).toMatchObject({
    event: { type: 'RatesSet', film: null },
    recorded: null,
    today: null,
  });
  const nowhere = await server.get('/api/audit/events/00000000-0000-7000-8000-000000000000/effects');
  expect(nowhere).toMatchObject({ status: 404, body: { type: '/problems/event-not-found' } });
});
