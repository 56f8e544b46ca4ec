import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { MakeOffer } from '#acquisition/commands';
import type { CheckedOffer, OfferToCheck } from '#acquisition/views';
import { CheckOfferQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { Performs } from '../http/performs';
import { readInput } from '../http/read-input';

const { action, details, example } = MakeOffer.declaration;

@Controller('api/films/:film/offers/check')
export class CheckOfferController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Post()
  @HttpCode(200)
  @Performs(action)
  @Described({
    title: 'Check offer',
    summary:
      'Says what stands in the way of an offer, what of it is free and whether it is below take. Records nothing.',
    area: 'What happens to a film',
    body: details,
    example,
    answer: 'CheckedOffer',
    problems: [404, 409],
  })
  checkOffer(@Param('film') film: string, @Req() request: FastifyRequest): Promise<CheckedOffer> {
    const offer = readInput(details, request.body) as unknown as OfferToCheck['offer'];
    return this.bus.execute(new CheckOfferQuery({ film, offer }));
  }
}
