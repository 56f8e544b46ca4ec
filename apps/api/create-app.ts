import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '#configuration';
import type { Log } from '#subscriptions';
import { disclosures } from '#acquisition/disclosures';
import { AppModule } from './app.module';
import { recordDisclosures } from './disclosures/record-disclosures';
import { Showings } from './disclosures/showings';
import { readDocumentBodies } from './evidence/read-document-bodies';
import { waitForPosition, waitForViews } from './http/at-least';
import { CORRELATION_HEADER, correlationIdOf } from './http/correlation';
import { readJsonBodies } from './http/json-body';
import { IMPORTS_PATH } from './imports/import-types';
import { readFileBodies } from './imports/read-file-bodies';
import { logRequest } from './http/request-log';
import type { RouteTable } from './http/route-table';
import { createRouteTable } from './http/route-table';
import { frameworkLog } from './log';
import { OPENAPI_DOCUMENT } from './openapi/openapi-document';
import { Problem } from './problems/problem';
import { ProblemFilter, sendProblem } from './problems/problem-filter';
import type { WritingStores } from './stores-token';

/** Longest id or slug in an address. */
const LONGEST_PARAMETER = 500;
/** Answers shorter than this are not worth compressing, in bytes. */
const COMPRESSED_FROM = 1_024;
/** Brotli's own default takes a hundred times as long for a tenth less. */
const BROTLI_QUALITY = 4;

export interface App {
  readonly nest: NestFastifyApplication;
  readonly routes: RouteTable;
}

/** The application over these stores, ready to listen. It closes none of them. */
export async function createApp(stores: WritingStores, configuration: Configuration, log: Log): Promise<App> {
  const routes = createRouteTable();
  const adapter = new FastifyAdapter({
    bodyLimit: configuration.bodyLimit,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    genReqId: correlationIdOf,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(request, reply, new Problem(400, 'bad-request', error.message));
    },
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRoute', (route) => {
    if (route.url === IMPORTS_PATH) route.bodyLimit = configuration.importLimit;
    for (const one of [route.method].flat()) routes.add({ method: one, path: route.url });
  });
  const { store, readStore, clock } = stores;
  const upToDate = async (): Promise<void> => waitForPosition(await store.head(), stores, configuration.waitLimit);
  const shown = disclosures({ store, db: readStore.db, clock, upToDate });
  const showings = new Showings(shown, configuration);
  addHooks(adapter, stores, configuration, log);
  recordDisclosures(fastify, { disclosures: shown, showings, acting: configuration, log });
  const nest = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(stores, showings, configuration),
    adapter,
    {
      logger: frameworkLog(log),
      abortOnError: false,
      bodyParser: false,
    },
  );
  readJsonBodies(fastify);
  readFileBodies(fastify);
  readDocumentBodies(fastify);
  await nest.register(compress, {
    threshold: COMPRESSED_FROM,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
  nest.useGlobalFilters(new ProblemFilter(log, routes));
  const document: OpenAPIObject = nest.get(OPENAPI_DOCUMENT);
  SwaggerModule.setup('api/docs', nest, document, {
    raw: false,
    customSiteTitle: 'Ovation: reference',
    swaggerOptions: { validatorUrl: null },
  });
  await nest.init();
  await fastify.ready();
  return { nest, routes };
}

function addHooks(adapter: FastifyAdapter, stores: WritingStores, { waitLimit }: Configuration, log: Log): void {
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id);
    done();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.method === 'GET') waitForViews(request, stores, waitLimit).then(() => done(), done);
    else done();
  });
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    // A connection that is kept alive would keep the server from ending.
    if (isClosing) void reply.header('connection', 'close');
    if (!reply.hasHeader('cache-control'))
      void reply.header('cache-control', request.method === 'GET' ? 'private, no-cache' : 'no-store');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logRequest(log, request, reply);
    done();
  });
}
