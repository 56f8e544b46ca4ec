import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { IMPORTS_PATH, SPREADSHEET_TYPES } from './import-types';

const isImport = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === IMPORTS_PATH;

/** What is not read here, told by name. */
export const unsupported = (request: FastifyRequest): Problem =>
  new Problem(
    415,
    'unsupported-media-type',
    isImport(request)
      ? `Send a spreadsheet as ${SPREADSHEET_TYPES.slice(0, 2).join(' or ')}, or a chronicle as application/json.`
      : 'Send the body as JSON, with the header content-type: application/json.',
  );

/** Lets the server read files where they are imported, and nowhere else; what it does not read is told by name. */
export function readFileBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<Buffer>([...SPREADSHEET_TYPES], { parseAs: 'buffer' }, (request, body, done) => {
    if (isImport(request)) done(null, body);
    else done(unsupported(request));
  });
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    done(unsupported(request));
  });
}
