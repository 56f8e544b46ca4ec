import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { filmCommands } from '#acquisition/commands';
import { readConfiguration } from '#configuration';
import { controllers } from '../controllers';
import { createApp } from '../create-app';
import { openStores } from '../open-stores';
import type { WritingStores } from '../stores-token';
import { declaredRoutes } from './declared-routes';
import { openApiDocument } from './openapi-document';
import { templated } from './operation';

const document = openApiDocument(controllers);

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, object>>;
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation: operation as unknown as Operation,
  })),
);

const silent = (): void => undefined;
const LOG = { debug: silent, info: silent, warn: silent, error: silent };

/** What the server really answers, but for the methods and pages that the framework adds by itself. */
async function servedRoutes(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-openapi-'));
  const configuration = readConfiguration({ OVATION_DATA_DIR: folder });
  const stores = (await openStores(configuration, { mode: 'writer', log: LOG })) as WritingStores;
  try {
    const { nest, routes } = await createApp(stores, configuration, LOG);
    await nest.close();
    return routes.routes
      .filter(({ method, path }) => method !== 'HEAD' && !path.startsWith('/api/docs'))
      .map(({ method, path }) => `${method} ${templated(path)}`);
  } finally {
    await stores.close();
    rmSync(folder, { recursive: true });
  }
}

it('has every route that is served, and no other', async () => {
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...described].sort()).toEqual([...(await servedRoutes())].sort());
});

it('has a route for every command on a film, under the path that it declares', () => {
  for (const { declaration } of filmCommands) {
    const path = `/api/films/{film}/${templated(declaration.path)}`;
    expect(document.paths[path]?.['post']).toMatchObject({
      'x-action': declaration.action,
      summary: declaration.title,
    });
  }
});

it('knows the action of every route', () => {
  const routes = declaredRoutes(controllers);
  expect(routes.length).toBeGreaterThan(filmCommands.length);
  expect(routes.filter(({ action }) => !/^[a-z-]+:[a-z-]+$/.test(action ?? '')).map(({ name }) => name)).toEqual([]);
});

it('is well formed', () => {
  expect(document.openapi).toBe('3.1.0');
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(declared).toEqual(inPath);
    expect(operation).toMatchObject({
      summary: expect.any(String) as unknown,
      description: expect.any(String) as unknown,
    });
    expect(document.tags).toContainEqual({ name: operation.tags[0] });
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '500', '503']));
    for (const response of Object.values(operation.responses))
      expect('$ref' in response || 'description' in response).toBe(true);
  }
});

it('refers to nothing that it does not have', () => {
  const text = JSON.stringify(document);
  const refs = [...new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref))];
  const missing = refs.filter((ref) => {
    const [, , kind = '', name = ''] = ref.split('/');
    return document.components[kind]?.[name] === undefined;
  });
  expect(refs.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});

it('has schemas that are JSON Schemas, and that the examples of all commands satisfy', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'https://ovation.dev/openapi', components: document.components });
  for (const { declaration } of filmCommands) {
    const schema = `https://ovation.dev/openapi#/components/schemas/${declaration.details.name}`;
    const isValid = ajv.validate(schema, declaration.example);
    expect([declaration.title, isValid, ajv.errorsText()]).toEqual([declaration.title, true, 'No errors']);
    expect([declaration.title, ajv.validate(schema, { ...declaration.example, more: 1 })]).toEqual([
      declaration.title,
      false,
    ]);
  }
});
