import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '#subscriptions';

/** One line for each request: what was asked and how it went. No header, no body, no query: they may be private. */
export function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?', 1);
  const { statusCode } = reply;
  const fields = {
    correlationId: request.id,
    method: request.method,
    path,
    status: statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
  const line = `${request.method} ${path} ${String(statusCode)}`;
  if (statusCode >= 500) log.warn(fields, line);
  else if (path.startsWith('/health/')) log.debug(fields, line);
  else log.info(fields, line);
}
