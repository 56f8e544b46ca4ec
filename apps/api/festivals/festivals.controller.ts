import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Name, Whole } from '#acquisition/commands';
import type { FestivalHistory, FestivalOnMarket, Page } from '#acquisition/views';
import { FestivalQuery, FestivalsQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { PageParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

const area = 'The market';

export class FestivalsParameters extends PageParameters {
  @Name('Words that all occur in the name.', { optional: true })
  search?: string;
}

export class FestivalParameters extends PageParameters {
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
  ): Promise<Page<FestivalOnMarket>> {
    const { search, limit, cursor } = readParameters(FestivalsParameters, query);
    return linkNext(request, reply, await this.bus.execute(new FestivalsQuery(givenOnly({ search, limit, cursor }))));
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
    const { year, limit, cursor } = readParameters(FestivalParameters, query);
    const asked = { festival, ...givenOnly({ year, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new FestivalQuery(asked)));
  }
}
