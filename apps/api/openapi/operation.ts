import { LINES_TYPE } from '../http/send-file';
import { CSV_TYPE, XLSX_TYPE } from '../imports/import-types';
import type { DeclaredRoute } from './declared-routes';
import type { Schema } from './answers';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const parameter = (name: string): Schema => ({ $ref: `#/components/parameters/${name}` });
const response = (name: string): Schema => ({ $ref: `#/components/responses/${name}` });

const SAYS: Readonly<Record<string, string>> = {
  film: 'Slug or id of the film.',
  buyer: 'Any name of the buyer; capitals do not matter.',
  festival: 'Name of the festival; capitals and accents do not matter.',
  offerId: 'Id of the offer: that of the event that made it.',
  dealId: 'Id of the deal: that of the event that signed it.',
  mandateId: 'Id of the mandate: that of the event that granted it.',
  disputeId: 'Id of the dispute: that of the event that opened it.',
  eventId: 'Id of the event.',
  sha256: 'SHA-256 of the document: 64 hexadecimal digits.',
  webhookId: 'Id of the webhook: that of the event that registered it.',
  view: 'Name of the view.',
  id: 'Id of the dead letter.',
  code: 'Code of the problem.',
};

/** `/films/:film` as OpenAPI writes it: `/films/{film}`. */
export const templated = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const pathParameters = (path: string): readonly Schema[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: SAYS[name] ?? name,
    schema: { type: 'string' },
  }));

function queryParameters(type: (new () => object) | undefined, schemas: Readonly<Record<string, Schema>>) {
  const schema = schemas[type?.name ?? ''] as
    { readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[] } | undefined;
  return Object.entries(schema?.properties ?? {}).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: schema?.required?.includes(name) ?? false,
    ...(description === undefined ? {} : { description }),
    schema: rest,
    ...(rest['type'] === 'array' ? { style: 'form', explode: false } : {}),
  }));
}

const body = (type: new () => object, example: Schema | undefined): Schema => ({
  required: true,
  content: {
    'application/json': {
      schema: ref(type.name),
      ...(example === undefined ? {} : { examples: { example: { summary: 'One that works', value: example } } }),
    },
  },
});

/** Headers that a request which records something takes. */
const ACTING = ['X-Ovation-User', 'X-Ovation-Role'];
const RECORDING = ['If-Match', 'Idempotency-Key', ...ACTING];
const fileBody = (types: readonly string[]): Schema => ({
  required: true,
  content: Object.fromEntries(
    types.map((type) => [type, { schema: type === 'application/json' ? {} : { type: 'string', format: 'binary' } }]),
  ),
});

/** What answers are sent as that are not JSON. */
const ANSWER_TYPES: Readonly<Record<string, string>> = {
  HtmlPage: 'text/html',
  SignedNote: 'text/plain',
  Workbook: XLSX_TYPE,
  TextTable: CSV_TYPE,
  DocumentFile: 'application/octet-stream',
  ReplayLines: LINES_TYPE,
};

const ANSWER_HEADERS = ['X-Correlation-Id', 'Cache-Control'];
const RECORDED_HEADERS = ['ETag', 'Location'];

/** What a `format` answers. */
const FILES: Schema = Object.fromEntries(
  [CSV_TYPE, XLSX_TYPE].map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
);

const headersOf = (names: readonly string[]): Schema =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Problems that any request may be answered with. */
const ALWAYS = [400, 500, 503];
const WITH_BODY = [413, 415];

/** What the reference says of a route. @param schemas Those of classes, by name. */
export function operation(route: DeclaredRoute, schemas: Readonly<Record<string, Schema>>): Schema {
  const { name, method, path, action, description } = route;
  if (description === undefined) throw new Error(`${method} ${path} has no description: say @Described(…).`);
  const {
    title,
    summary,
    area,
    answer,
    status = 200,
    parameters,
    example,
    problems = [],
    records = false,
    namesActor = false,
    files = false,
    answerTypes,
    bodyTypes,
  } = description;
  const isList = parameters !== undefined && 'cursor' in (propertiesOf(parameters, schemas) ?? {});
  const headers = [
    ...ANSWER_HEADERS,
    ...(records ? RECORDED_HEADERS : []),
    ...(answer === 'Dossier' ? ['ETag'] : []),
    ...(isList ? ['Link'] : []),
    ...(files || answerTypes !== undefined ? ['Content-Disposition'] : []),
  ];
  const codes = [
    ...ALWAYS,
    ...problems,
    ...(description.body === undefined && bodyTypes === undefined ? [] : WITH_BODY),
  ];
  return {
    operationId: name,
    summary: title,
    description: summary,
    tags: [area],
    'x-action': action,
    parameters: [
      ...pathParameters(path),
      ...queryParameters(parameters, schemas),
      parameter('traceparent'),
      ...(parameters === undefined ? [] : [parameter('at-least')]),
      ...(answer === 'Dossier' ? [parameter('If-None-Match')] : []),
      ...(records ? RECORDING.map(parameter) : []),
      ...(namesActor ? ACTING.map(parameter) : []),
    ],
    ...(description.body === undefined ? {} : { requestBody: body(description.body, example) }),
    ...(bodyTypes === undefined ? {} : { requestBody: fileBody(bodyTypes) }),
    responses: {
      [String(status)]: {
        description: summary,
        headers: headersOf(headers),
        content: {
          ...Object.fromEntries(
            (answerTypes ?? [ANSWER_TYPES[answer] ?? 'application/json']).map((type) => [
              type,
              { schema: ref(answer) },
            ]),
          ),
          ...(files ? FILES : {}),
        },
      },
      ...(answer === 'Dossier' ? { '304': { description: 'It is as it was.' } } : {}),
      ...Object.fromEntries([...new Set(codes)].sort().map((code) => [String(code), response('Problem')])),
    },
  };
}

const propertiesOf = (type: new () => object, schemas: Readonly<Record<string, Schema>>) =>
  schemas[type.name]?.['properties'] as Readonly<Record<string, Schema>> | undefined;
