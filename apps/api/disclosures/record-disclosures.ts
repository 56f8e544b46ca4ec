import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Disclosures, Viewer } from '#acquisition/disclosures';
import type { Configuration } from '#configuration';
import type { Log } from '#subscriptions';
import type { RecordedAnswer } from '../films/recorded-answer';
import { contextOf } from '../films/acting-user';
import { beProblem } from '../problems/problem-filter';
import { problemOf } from '../problems/problem-of';

/** Names to dependency injection what records who is shown what. */
export const DISCLOSURES = Symbol('disclosures');

type Shown = Pick<FastifyRequest, 'headers' | 'id' | 'method' | 'routeOptions'>;

/** Who asks, and for what. @throws Problem for a header that says who acts and is malformed. */
export function viewerOf(request: Shown, acting: Pick<Configuration, 'user' | 'role'>): Viewer {
  const { user, role } = contextOf(request, acting);
  return { user, role, through: `${request.method} ${request.routeOptions.url ?? ''}`, correlationId: request.id };
}

/** Commands on films answer what they recorded. */
const COMMANDS = '/api/films/:film/';

/**
 * Has every answer that names a confidential offer wait until it is recorded who is shown it. Where that cannot be recorded, a
 * problem is the answer.
 */
export function recordDisclosures(
  fastify: FastifyInstance,
  disclosures: Disclosures,
  { acting, log }: { readonly acting: Pick<Configuration, 'user' | 'role'>; readonly log: Log },
): void {
  const before = (request: FastifyRequest, reply: FastifyReply, text: string): Promise<void> | undefined => {
    if (reply.statusCode >= 400 || request.routeOptions.url === undefined) return undefined;
    if (request.method === 'POST' && request.routeOptions.url.startsWith(COMMANDS)) {
      const { events, ...answer } = JSON.parse(text) as Partial<RecordedAnswer>;
      // To check an offer records nothing.
      if (events !== undefined)
        disclosures.learn({ ...(answer as RecordedAnswer), events }, contextOf(request, acting).user);
    }
    return disclosures.beforeText(text, viewerOf(request, acting));
  };
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const fail = (error: unknown): void => {
      const problem = problemOf(error);
      log.error(
        { err: error, correlationId: request.id },
        `Who is shown an offer cannot be recorded: ${problem.message}`,
      );
      done(null, beProblem(request, reply, problem));
    };
    try {
      const recorded = typeof payload === 'string' ? before(request, reply, payload) : undefined;
      if (recorded === undefined) done();
      else recorded.then(() => done(), fail);
    } catch (error) {
      fail(error);
    }
  });
}
