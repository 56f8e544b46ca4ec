import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FilmInSum, FilmOnSlate, OfMoment, Page, ReportedSummary } from '#acquisition/views';
import { ExplainSumQuery, SlateQuery, SlateSummaryQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { ReportingParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { ExplainSumParameters, SlateParameters } from './slate.parameters';

const area = 'The slate';

/** Where every film stands. */
@Controller('api')
export class SlateController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('slate')
  @Performs('slate:read')
  @Described({
    title: 'Slate',
    summary: 'Where every film stands, now or at a moment on both clocks.',
    area,
    parameters: SlateParameters,
    answer: 'FilmsOnSlate',
  })
  async slate(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FilmOnSlate> & OfMoment> {
    const { phase, direction, asOf, knownAt, limit, cursor, search, sort } = readParameters(SlateParameters, query);
    const descending = direction === 'descending';
    const asked = { descending, ...givenOnly({ phases: phase, asOf, knownAt, limit, cursor, search, sort }) };
    return linkNext(request, reply, await this.bus.execute(new SlateQuery(asked)));
  }

  @Get('films')
  @Performs('slate:read')
  @Described({
    title: 'Films',
    summary: 'The films of the slate; the same as the slate itself.',
    area,
    parameters: SlateParameters,
    answer: 'FilmsOnSlate',
  })
  films(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FilmOnSlate> & OfMoment> {
    return this.slate(query, request, reply);
  }

  @Get('slate/summary')
  @Performs('slate:read')
  @Described({
    title: 'Slate summary',
    summary:
      'Films by phase, live offers, reservations, and money offered, reserved and committed by currency; and, by the rates of a day, in one.',
    area,
    parameters: ReportingParameters,
    answer: 'SlateSummary',
  })
  summary(@Query() query: unknown): Promise<ReportedSummary> {
    const { asOf, knownAt, currency, ratesOn } = readParameters(ReportingParameters, query);
    return this.bus.execute(new SlateSummaryQuery(givenOnly({ asOf, knownAt, currency, ratesOn })));
  }
  @Get('slate/summary/explain')
  @Performs('slate:read')
  @Described({
    title: 'Explain a sum',
    summary: 'What a sum of the summary is made of: film by film, the offers or deals and the events they rest on.',
    area,
    parameters: ExplainSumParameters,
    answer: 'FilmsInSum',
  })
  async explainSum(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FilmInSum>> {
    const { figure, asOf, knownAt, limit, cursor } = readParameters(ExplainSumParameters, query);
    const asked = { figure, ...givenOnly({ asOf, knownAt, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new ExplainSumQuery(asked)));
  }
}
