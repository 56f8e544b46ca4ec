import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '#acquisition/views';

/** Says in the header `Link` where the next page is (RFC 8288). */
export function linkNext<T extends Page<unknown>>(request: FastifyRequest, reply: FastifyReply, page: T): T {
  if (page.next !== null) {
    const [path = '', query = ''] = request.url.split('?', 2);
    const parameters = new URLSearchParams(query);
    parameters.set('cursor', page.next);
    void reply.header('link', `<${path}?${parameters.toString()}>; rel="next"`);
  }
  return page;
}
