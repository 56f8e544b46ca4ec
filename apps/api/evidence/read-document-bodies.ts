import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unsupported } from '../imports/read-file-bodies';

/** Where documents are uploaded. */
export const EVIDENCE_PATH = '/api/evidence';

/** What the body of an upload is read as, whatever its sender calls it: what it is, its bytes say. */
const DOCUMENT = 'application/x-ovation-document';

const isUpload = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === EVIDENCE_PATH;

/** Lets the server hand on documents as they come, and nowhere else: they may be larger than what is held in memory. */
export function readDocumentBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (isUpload(request)) request.raw.headers['content-type'] = DOCUMENT;
    done();
  });
  fastify.addContentTypeParser(DOCUMENT, (request, payload, done) => {
    if (isUpload(request)) done(null, payload);
    else done(unsupported(request));
  });
}
