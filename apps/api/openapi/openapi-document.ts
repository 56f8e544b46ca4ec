import type { Type } from '@nestjs/common';
import { PROBLEM_TYPE } from '../problems/problem';
import type { Schema } from './answers';
import { ANSWERS } from './answers';
import { declaredRoutes } from './declared-routes';
import { inputSchemas, reachable } from './input-schemas';
import { operation, templated } from './operation';

/** Names the document to dependency injection. */
export const OPENAPI_DOCUMENT = Symbol('OpenAPI document');

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly Schema[];
  readonly tags: readonly Schema[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

const text = { type: 'string' };
const header = (name: string, description: string): Schema => ({ name, in: 'header', description, schema: text });

const PARAMETERS: Readonly<Record<string, Schema>> = {
  'If-Match': header('If-Match', 'The revision that the film must be at, as `ETag` gave it: `"12"`. Otherwise 412.'),
  'If-None-Match': header('If-None-Match', 'The `ETag` of what is known already: 304 when nothing has changed.'),
  'Idempotency-Key': header(
    'Idempotency-Key',
    '1 to 200 visible characters. A repeated request with the same key gets the first answer and records nothing.',
  ),
  'X-Ovation-User': header('X-Ovation-User', 'Who acts. Default: the user of the configuration.'),
  'X-Ovation-Role': header(
    'X-Ovation-Role',
    'In which role: sales agent, executive, auditor, administrator. Default: that of the configuration.',
  ),
  'at-least': header('at-least', 'A position that an answer gave: waits, bounded, until the views are there.'),
  traceparent: header('traceparent', 'W3C Trace Context; its trace id becomes the correlation id.'),
};

const HEADERS: Readonly<Record<string, Schema>> = {
  'X-Correlation-Id': { description: 'Goes with what the request recorded, and stands in the log.', schema: text },
  'Cache-Control': { description: 'Answers are private; a query is to be revalidated.', schema: text },
  ETag: { description: 'Revision of the film, in quotes.', schema: text },
  Location: { description: 'Where to see what began: a film, an offer or a deal.', schema: text },
  'Content-Disposition': { description: 'Of a file: its name.', schema: text },
  Link: { description: '`rel="next"`: the next page.', schema: text },
};

const DESCRIPTION =
  'The system of record for how a film gets sold. Money is in minor units of an ISO 4217 currency; rights are in the ' +
  'words of the trade. Nothing is ever edited: what was wrong is corrected by an entry of its own.';

/** The reference of everything that these controllers answer, from their declarations. */
export function openApiDocument(controllers: readonly Type[]): OpenApiDocument {
  const inputs = inputSchemas();
  const routes = declaredRoutes(controllers);
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const path = templated(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, inputs) };
  }
  const responses = {
    Problem: {
      description: 'Why it was not answered as asked (RFC 9457).',
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  const areas = [...new Set(routes.map(({ description }) => description?.area ?? ''))];
  return {
    openapi: '3.1.0',
    info: { title: 'Ovation', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: areas.map((name) => ({ name })),
    paths,
    components: {
      schemas: reachable({ ...inputs, ...ANSWERS }, { paths, responses }),
      parameters: PARAMETERS,
      headers: HEADERS,
      responses,
    },
  };
}
