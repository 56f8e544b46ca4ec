import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Name, OneOf } from '#acquisition/commands';
import type { DeadlineKind } from '#acquisition/domain';
import { DEADLINE_KINDS } from '#acquisition/domain';
import type { DeadlineOnSlate, OfMoment, Page } from '#acquisition/views';
import { DeadlinesQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { MomentPageParameters, Several, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

export class DeadlinesParameters extends MomentPageParameters {
  @Name('Due then or later: a date or a moment.', { optional: true })
  from?: string;

  @Name('Due then or earlier: a date (to its end) or a moment.', { optional: true })
  until?: string;

  @Name('Slug or id of the film.', { optional: true })
  film?: string;

  @Name('The buyer; capitals do not matter.', { optional: true })
  buyer?: string;

  @Several('Deadlines of these kinds.', DEADLINE_KINDS)
  kind?: DeadlineKind[];

  @OneOf('Only what is overdue, or only what is not.', ['true', 'false'], { optional: true })
  overdue?: 'true' | 'false';
}

/** What is coming, and what is overdue, on any film. */
@Controller('api/deadlines')
export class DeadlinesController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('deadlines:read')
  @Described({
    title: 'Deadlines',
    summary: 'What is coming on any film, and what is overdue, the soonest first; now or at a moment on both clocks.',
    area: 'The slate',
    parameters: DeadlinesParameters,
    answer: 'Deadlines',
    problems: [404],
  })
  async deadlines(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<DeadlineOnSlate> & OfMoment> {
    const read = readParameters(DeadlinesParameters, query);
    const { film, buyer, kind: kinds, from, until, asOf, knownAt, limit, cursor } = read;
    const overdue = read.overdue === undefined ? undefined : read.overdue === 'true';
    const wanted = givenOnly({ film, buyer, kinds, from, until, overdue, asOf, knownAt, limit, cursor });
    return linkNext(request, reply, await this.bus.execute(new DeadlinesQuery(wanted)));
  }
}
