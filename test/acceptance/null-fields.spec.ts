import { filmCommands } from '#acquisition/commands';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();
const FILM = '/k-pops-2024';

/** Every field of a body, to any depth, set to null in turn. */
function withOneNull(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) => [
    Array.isArray(body)
      ? body.map((one: unknown, n) => (String(n) === field ? null : one))
      : { ...body, [field]: null },
    ...withOneNull(value).map((inner) =>
      Array.isArray(body)
        ? body.map((one: unknown, n) => (String(n) === field ? inner : one))
        : { ...body, [field]: inner },
    ),
  ]);
}

const RIGHTS = {
  territories: 'US',
  media: 'SVOD',
  from: '2026-01-01',
  to: '2027-01-01',
  exclusive: true,
  languages: ['en'],
  holdbacks: [{ media: 'SVOD', territories: 'US', untilDay: '2026-06-01' }],
};
const MORE = {
  rights: RIGHTS,
  expiresAt: '2027-01-01T00:00:00Z',
  reservedUntil: '2027-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
};

it('answers null in any field of any command with a sentence, and records nothing half', async () => {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const id = '01900000-0000-7000-8000-000000000001';
  let asked = 0;
  for (const { declaration } of filmCommands) {
    const path = `/api/films${FILM}/${declaration.path.replace(/:\w+/g, id)}`;
    const fields = Object.keys(declaration.example);
    const body = {
      ...declaration.example,
      ...Object.fromEntries(Object.entries(MORE).filter(([field]) => fields.includes(field))),
    };
    for (const one of withOneNull(body)) {
      const answer = await server.post(path, one);
      asked += 1;
      expect([declaration.title, JSON.stringify(one), answer.status >= 500]).toEqual([
        declaration.title,
        JSON.stringify(one),
        false,
      ]);
      if (answer.status >= 400) expect(answer.body['detail']).toMatch(/\S+ \S+/);
    }
  }
  expect(asked).toBeGreaterThan(150);
});

it('answers wrong shapes within a correction with 400', async () => {
  const server = await servers.start();
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  const deal = await enter(server, `${FILM}/deals`, {
    buyer: 'Aura',
    rights: { territories: 'US' },
    occurredAt: '2024-09-01',
  });
  for (const changes of [
    { rights: null },
    { buyer: null },
    { rights: { territories: 5 } },
    { rights: {} },
    { rights: { territories: 'US', holdbacks: [{}] } },
    { rights: { territories: 'US', bogus: 1 } },
    { terms: { guaranteedBonuses: 5 } },
    { terms: { boxOfficeBumps: [null] } },
    { terms: { guarantee: 'a lot' } },
    { terms: { deliveryOn: '2025-02-30' } },
    { buyer: 5 },
    { loudness: 'high' },
  ]) {
    const answer = await server.post(`/api/films${FILM}/corrections`, { corrects: deal.id, changes });
    expect([JSON.stringify(changes), answer.status]).toEqual([JSON.stringify(changes), 400]);
  }
  expect((await server.get(`/api/films${FILM}`)).body).toMatchObject({ phase: 'partly acquired', revision: '1' });
});
