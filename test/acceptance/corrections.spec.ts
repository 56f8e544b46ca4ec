import { enter, serversFor } from '#testing/http';

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
  expect(body['disputes']).toMatchObject([{ dealIds: [canada.id], outcome: null }]);
});
