import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuerySources, ReplayStep } from '#acquisition/views';
import { QUERY_SOURCES, replayOfSlate } from '#acquisition/views';
import { Showings } from '../disclosures/showings';
import { StepsParameters } from '../films/film.parameters';
import { Described } from '../http/described';
import { givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { LINES_TYPE, streamed } from '../http/send-file';

async function* linesOf(steps: AsyncIterable<ReplayStep>): AsyncGenerator<Uint8Array> {
  for await (const step of steps) yield Buffer.from(`${canonicalize(step) ?? ''}\n`);
}

/** The slate, event by event. */
@Controller('api/slate/replay')
export class SlateReplayController {
  constructor(
    @Inject(QUERY_SOURCES) private readonly sources: QuerySources,
    @Inject(Showings) private readonly showings: Showings,
  ) {}

  @Get()
  @Performs('films:read')
  @Described({
    title: 'Replay the slate',
    summary:
      'Every film event by event, in the order of the log: a step in each line, in canonical form, as fast as it is taken.',
    area: 'The slate',
    parameters: StepsParameters,
    answer: 'ReplayLines',
  })
  async replaySlate(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { asOf, knownAt, from, to } = readParameters(StepsParameters, query);
    const gone = new AbortController();
    const steps = replayOfSlate(this.sources, givenOnly({ asOf, knownAt, from, to }), gone.signal);
    reply.raw.once('close', () => gone.abort());
    void reply.type(LINES_TYPE);
    return streamed(await this.showings.all(request, undefined, { asOf, knownAt }, linesOf(steps)));
  }
}
