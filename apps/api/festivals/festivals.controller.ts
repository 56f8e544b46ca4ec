import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Name, Whole } from '#acquisition/commands';
import type { FestivalHistory, FestivalOnMarket, OfMoment, Page } from '#acquisition/views';
import { FestivalQuery, FestivalsQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { MomentPageParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

const area = 'The market';

export class FestivalsParameters extends MomentPageParameters {
  @Name('Words that all occur in the name.', { optional: true })
  search?: string;
}

export class FestivalParameters extends MomentPageParameters {
  @Type(() => Number)
  @Whole('One edition. Default: all.', 1888, 2200, { optional: true })
  year?: number;
}

/** Ovations against outcomes. */
@Controller('api/festivals')
export class FestivalsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('festivals:read')
  @Described({
    title: 'Festivals',
    summary:
      'Every festival that a film was at: editions, selections, screenings, ovations, awards, and what became of its films.',
    area,
    parameters: FestivalsParameters,
    answer: 'FestivalsOnMarket',
  })
  async festivals(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FestivalOnMarket> & OfMoment> {
    const { search, asOf, knownAt, limit, cursor } = readParameters(FestivalsParameters, query);
    const asked = givenOnly({ search, asOf, knownAt, limit, cursor });
    return linkNext(request, reply, await this.bus.execute(new FestivalsQuery(asked)));
  }

  @Get(':festival')
  @Performs('festivals:read')
  @Described({
    title: 'Festival',
    summary:
      'The films of a festival, each with its ovations, the days from first screening to first offer and first deal, and what became of it.',
    area,
    parameters: FestivalParameters,
    answer: 'FestivalHistory',
    problems: [404],
  })
  async festival(
    @Param('festival') festival: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FestivalHistory> {
    const { year, asOf, knownAt, limit, cursor } = readParameters(FestivalParameters, query);
    const asked = { festival, ...givenOnly({ year, asOf, knownAt, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new FestivalQuery(asked)));
  }
}
