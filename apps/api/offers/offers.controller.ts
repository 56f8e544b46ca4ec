import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Name } from '#acquisition/commands';
import type { OfferStatus } from '#acquisition/domain';
import type { OfferOnSlate, OfMoment, Page } from '#acquisition/views';
import { OffersQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { MomentPageParameters, Several, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

const STATUSES = [
  'live',
  'countered',
  'accepted',
  'acquired',
  'declined',
  'withdrawn',
  'lapsed',
  'released',
] as const satisfies readonly OfferStatus[];

export class OffersParameters extends MomentPageParameters {
  @Name('Slug or id of the film.', { optional: true })
  film?: string;

  @Name('The buyer; capitals do not matter.', { optional: true })
  buyer?: string;

  @Several('Offers of which this was recorded last.', STATUSES)
  status?: OfferStatus[];
}

/** Offers on any film. */
@Controller('api/offers')
export class OffersController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('offers:read')
  @Described({
    title: 'Offers',
    summary: 'Offers on any film, the latest first; now or at a moment on both clocks.',
    area: 'The slate',
    parameters: OffersParameters,
    answer: 'OffersOnSlate',
    problems: [404],
  })
  async offers(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<OfferOnSlate> & OfMoment> {
    const { film, buyer, status, asOf, knownAt, limit, cursor } = readParameters(OffersParameters, query);
    const asked = givenOnly({ film, buyer, statuses: status, asOf, knownAt, limit, cursor });
    return linkNext(request, reply, await this.bus.execute(new OffersQuery(asked)));
  }
}
