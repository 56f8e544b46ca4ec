import { enter, serversFor, upload } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const K_POPS = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };

it.each([
  ['audienceSize', -4],
  ['audienceSize', 1.5],
  ['startTime', '99:99'],
  ['venue', ' '],
  ['venue', 'x'.repeat(301)],
])('holds a corrected %s to the bounds of the form: %s', async (field, value) => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const screening = await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hall' });
  const head = await server.head();
  const answer = await server.post(`/api/films${FILM}/corrections`, {
    corrects: screening.id,
    changes: { [field]: value },
  });
  expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: `changes.${field}` }] } });
  expect(await server.head()).toBe(head);
});

it('refuses a correction that sells twice with the conflict, and records it as a dispute where that is said', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const us = await enter(server, `${FILM}/deals`, { buyer: 'Neon', rights: { territories: 'US' } });
  const canada = await enter(server, `${FILM}/deals`, { buyer: 'Elevation', rights: { territories: 'Canada' } });
  const correction = { corrects: us.id, changes: { rights: { territories: 'North America' } } };
  expect(await server.post(`/api/films${FILM}/corrections`, correction)).toMatchObject({
    status: 409,
    body: { type: '/problems/rights-not-free', conflicts: [{ kind: 'rights out overlap', buyer: 'Elevation' }] },
  });
  const recorded = await server.post(`/api/films${FILM}/corrections`, { ...correction, dispute: true });
  expect(recorded).toMatchObject({
    status: 201,
    body: { events: [{ type: 'EntryCorrected' }, { type: 'DisputeOpened' }] },
  });
  const { body } = await server.get(`/api/films${FILM}`);
  expect(body['disputes']).toMatchObject([{ dealIds: [us.id, canada.id], outcome: null }]);
});

it('names the other deal, whichever of the two is corrected, in the refusal', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  await enter(server, `${FILM}/deals`, { buyer: 'Neon', rights: { territories: 'US' } });
  const canada = await enter(server, `${FILM}/deals`, { buyer: 'Elevation', rights: { territories: 'Canada' } });
  const correction = { corrects: canada.id, changes: { rights: { territories: 'North America' } } };
  expect(await server.post(`/api/films${FILM}/corrections`, correction)).toMatchObject({
    status: 409,
    body: { conflicts: [{ kind: 'rights out overlap', buyer: 'Neon' }] },
  });
});

it('shows wherever an offer or a deal is shown that it was corrected, by whom and from what', async () => {
  const server = await servers.start();
  await enter(server, '', K_POPS);
  const offer = await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories: 'US' } });
  const memo = { name: 'memo.pdf', sha256: await upload(server, 'Signed.') };
  const deal = await enter(server, `${FILM}/deals`, {
    buyer: 'Mubi',
    rights: { territories: 'Italy' },
    evidence: memo,
  });
  const screening = await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hall', occurredAt: '2024-09-05' });
  const correct = (corrects: string, more: object) =>
    enter(server, `${FILM}/corrections`, { corrects, reason: 'Misheard.', ...more }, { 'X-Ovation-User': 'bo' });
  const ofOffer = await correct(offer.id, { changes: { buyer: 'A24' } });
  await correct(deal.id, { changes: { buyer: 'Mubi UK' }, occurred: '2024-09-04' });
  await correct(screening.id, { changes: { venue: 'Princess of Wales Theatre' } });

  const fromNeon = {
    buyer: 'A24',
    corrections: [
      {
        corrects: offer.id,
        eventId: ofOffer.id,
        by: { user: 'bo', role: 'sales agent' },
        recordedAt: server.clock.now(),
        reason: 'Misheard.',
        from: { buyer: 'Neon' },
      },
    ],
  };
  const film = (await server.get(`/api/films${FILM}`)).body;
  expect(film['offers']).toMatchObject([fromNeon]);
  const occurredAt = { on: server.clock.now(), precision: 'instant' };
  expect(film['deals']).toMatchObject([
    { buyer: 'Mubi UK', evidence: [memo], corrections: [{ from: { buyer: 'Mubi', occurredAt } }] },
  ]);
  expect(film['screenings']).toMatchObject([
    { venue: 'Princess of Wales Theatre', isCorrected: true, corrections: [{ from: { venue: 'Roy Thomson Hall' } }] },
  ]);
  for (const path of ['/api/offers', `/api/films${FILM}/offers`])
    expect((await server.get(path)).body['items']).toMatchObject([fromNeon]);
  expect((await server.get(`/api/films${FILM}/offers/compare`)).body['offers']).toMatchObject([fromNeon]);
});
