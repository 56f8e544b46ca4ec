import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Disclosures } from '#acquisition/disclosures';
import type { Log } from '#subscriptions';
import type { ActingUser } from '../films/acting-user';
import type { RecordedAnswer } from '../films/recorded-answer';
import { beProblem } from '../problems/problem-filter';
import { problemOf } from '../problems/problem-of';
import type { Showings } from './showings';
import { viewerOf } from './showings';

export interface RecordDisclosuresOptions {
  readonly disclosures: Disclosures;
  readonly showings: Showings;
  readonly acting: ActingUser;
  readonly log: Log;
}

/** Commands on films answer what they recorded. */
const COMMANDS = '/api/films/:film/';

/** Whether an answer can show anything that is recorded: the rest says how the server is, and how it is used. */
const isOfRecord = (url: string): boolean => url.startsWith('/api/') && !/^\/api\/(?:docs|openapi\.json)/.test(url);

/**
 * Has every answer that names a confidential offer wait until it is recorded who is shown it, problems included. Where that cannot
 * be recorded, or an answer is no text and nobody has said what it shows, a problem is the answer.
 */
export function recordDisclosures(fastify: FastifyInstance, options: RecordDisclosuresOptions): void {
  const { disclosures, showings, acting, log } = options;

  const before = (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void> | undefined => {
    const { url = '' } = request.routeOptions;
    if (!isOfRecord(url) || request.method === 'HEAD' || payload === undefined || payload === null) return undefined;
    if (typeof payload !== 'string') {
      if (showings.isSaid(request)) return undefined;
      throw new Error(`${request.method} ${url} does not say whether it shows confidential offers.`);
    }
    if (request.method === 'POST' && url.startsWith(COMMANDS) && reply.statusCode < 300) {
      const { events, ...answer } = JSON.parse(payload) as Partial<RecordedAnswer>;
      if (events !== undefined) {
        // It answers what somebody has just recorded, and nothing else; to check an offer records nothing.
        disclosures.learn({ ...(answer as RecordedAnswer), events }, viewerOf(request, acting).user);
        return undefined;
      }
    }
    const { asOf, knownAt } = request.query as { readonly asOf?: string; readonly knownAt?: string };
    return disclosures.beforeText(payload, () => viewerOf(request, acting), { asOf, knownAt });
  };

  fastify.addHook('onSend', (request, reply, payload, done) => {
    const fail = (error: unknown): void => {
      const problem = problemOf(error);
      const message = `Who is shown an offer cannot be recorded: ${problem.message}`;
      log.error({ err: error, correlationId: request.id }, message);
      done(null, beProblem(request, reply, problem));
    };
    try {
      const recorded = before(request, reply, payload);
      if (recorded === undefined) done();
      else recorded.then(() => done(), fail);
    } catch (error) {
      fail(error);
    }
  });
}
