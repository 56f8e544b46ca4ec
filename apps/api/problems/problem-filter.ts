import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '#subscriptions';
import type { RouteTable } from '../http/route-table';
import { PROBLEM_TYPE, Problem, problemBody } from './problem';
import { problemOf } from './problem-of';

/** Makes an answer that of a problem. The one place where that is done. @returns its body */
export function beProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): string {
  const { retryAfter, allow } = problem.details;
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (allow !== undefined) void reply.header('allow', allow.join(', '));
  const [path = ''] = request.url.split('?', 1);
  void reply.code(problem.status).header('cache-control', 'no-store').removeHeader('etag').type(PROBLEM_TYPE);
  return JSON.stringify(problemBody(problem, path, request.id));
}

/** Answers with a problem. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  void reply.send(beProblem(request, reply, problem));
}

/** Every error of every route becomes a problem; what nobody expected is logged whole and told as little as possible. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = request.is404 ? this.notFound(request) : problemOf(error);
    if (problem.status >= 500)
      this.log.error({ err: error, correlationId: request.id, problem: problem.code }, problem.message);
    sendProblem(request, http.getResponse<FastifyReply>(), problem);
  }

  private notFound({ method, url }: FastifyRequest): Problem {
    const [path = ''] = url.split('?', 1);
    const allow = this.routes.methodsAt(path);
    if (allow.length === 0)
      return new Problem(404, 'route-not-found', `There is nothing at ${path}: /api/docs lists every address.`);
    const message = `${path} does not answer ${method}: use ${allow.join(' or ')}.`;
    return new Problem(405, 'method-not-allowed', message, { allow });
  }
}
