import fastify from 'fastify';
import type { Disclosures } from '#acquisition/disclosures';
import { EventStoreError } from '#event-store';
import { recordDisclosures } from './record-disclosures';

const nothing = (): void => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const acting = { user: 'mia', role: 'sales agent' } as const;

/** A server that has one answer, and these disclosures. */
async function answerWith(disclosures: Partial<Disclosures>) {
  const server = fastify();
  const all: Disclosures = {
    learn: nothing,
    beforeText: nothing as () => undefined,
    beforeAllOf: async () => {},
    ...disclosures,
  };
  recordDisclosures(server, all, { acting, log });
  server.get('/offers', (_request, reply) => reply.header('etag', '"1"').send({ offer: 'A24' }));
  try {
    return await server.inject({ method: 'GET', url: '/offers' });
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
  expect(answer.json()).toMatchObject({ type: '/problems/store-full', instance: '/offers' });
  expect(answer.body).not.toContain('A24');
});

it('answers nothing before it is recorded', async () => {
  const steps: string[] = [];
  const answer = await answerWith({
    beforeText: async (text, viewer) => {
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${viewer.user} is shown ${text} through ${viewer.through}`);
    },
  });
  steps.push(answer.body);
  expect(steps).toEqual(['mia is shown {"offer":"A24"} through GET /offers', '{"offer":"A24"}']);
});
