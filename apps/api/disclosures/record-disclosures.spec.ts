import fastify from 'fastify';
import type { Disclosures } from '#acquisition/disclosures';
import { EventStoreError } from '#event-store';
import { recordDisclosures } from './record-disclosures';
import { Showings } from './showings';

const nothing = (): void => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const acting = { user: 'mia', role: 'sales agent' } as const;

/** A server that has one answer, and these disclosures. */
async function answerWith(disclosures: Partial<Disclosures>, offer: unknown = { offer: 'A24' }) {
  const server = fastify();
  const all: Disclosures = {
    learn: nothing,
    beforeText: nothing as () => undefined,
    beforeAllOf: async () => {},
    ...disclosures,
  };
  recordDisclosures(server, { disclosures: all, showings: new Showings(all, acting), acting, log });
  server.get('/api/offers', (_request, reply) => reply.header('etag', '"1"').send(offer));
  try {
    return await server.inject({ method: 'GET', url: '/api/offers' });
  } finally {
    await server.close();
  }
}

it('answers a problem, and nothing of the offer, where it cannot be recorded who is shown it', async () => {
  const full = new EventStoreError('full', 'The disk is full.');
  const answer = await answerWith({ beforeText: () => Promise.reject(full) });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'application/problem+json']);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '1' });
  expect(answer.headers['etag']).toBeUndefined();
  expect(answer.json()).toMatchObject({ type: '/problems/store-full', instance: '/api/offers' });
  expect(answer.body).not.toContain('A24');
});

it('answers nothing before it is recorded', async () => {
  const steps: string[] = [];
  const answer = await answerWith({
    beforeText: async (text, viewer) => {
      await new Promise((resolve) => setImmediate(resolve));
      const { user, through } = viewer();
      steps.push(`${user} is shown ${text} through ${through}`);
    },
  });
  steps.push(answer.body);
  expect(steps).toEqual(['mia is shown {"offer":"A24"} through GET /api/offers', '{"offer":"A24"}']);
});

it('gives out no file of which nobody has said what it shows', async () => {
  const answer = await answerWith({}, Buffer.from('A24'));
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'application/problem+json']);
  expect(answer.body).not.toContain('A24');
});
