import 'reflect-metadata';
import compress from '@fastify/compress';
import { Body, Controller, Get, Header, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerParent } from '../measuring/child';

/** Nest on Fastify with nothing behind it: what HTTP itself costs. */
export type BareServerCalls = {
  /** Answers its URL once it listens. `page` is what it answers to `GET /page`, and comes out as the product's answers do. */
  start: (given: { readonly page?: string }) => Promise<string>;
};

let page = '';
let nest: NestFastifyApplication | undefined;

@Controller()
class BareController {
  @Post('command')
  command(@Body() body: object): object {
    return { fields: Object.keys(body).length };
  }

  @Get('page')
  @Header('content-type', 'application/json; charset=utf-8')
  page(): string {
    return page;
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

answerParent(
  {
    start: async (given) => {
      nest = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
      if (given.page !== undefined) {
        page = given.page;
        await nest.register(compress, { encodings: ['br', 'gzip'] });
      }
      await nest.listen(0, '127.0.0.1');
      return await nest.getUrl();
    },
  } satisfies BareServerCalls,
  () => nest?.close(),
);
