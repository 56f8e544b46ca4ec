import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DayField, RatesBody, SetRates } from '#acquisition/commands';
import type { Page, RateSetShown } from '#acquisition/views';
import { RatesQuery } from '#acquisition/views';
import type { Recorded } from '#event-store';
import type { ActingUser } from '../films/acting-user';
import { ACTING_USER, contextOf } from '../films/acting-user';
import type { RecordedOnStream } from '../films/recorded-answer';
import { answerOnStream } from '../films/recorded-answer';
import { Described } from '../http/described';
import { DescribedCommand } from '../http/described-command';
import { linkNext } from '../http/page-link';
import { PageParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readInput, readParameters } from '../http/read-input';

const { declaration } = SetRates;

export class RatesParameters extends PageParameters {
  @DayField('One day. Default: all, the latest first.', { optional: true })
  day?: string;
}

/** Rates of exchange, day by day. */
@Controller('api/rates')
export class RatesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ACTING_USER) private readonly actingUser: ActingUser,
  ) {}

  @Get()
  @Performs('rates:read')
  @Described({
    title: 'Rates',
    summary: 'Rates of exchange that hold, the latest day first, with who published them.',
    area: 'The market',
    parameters: RatesParameters,
    answer: 'RateSets',
    problems: [404],
  })
  async rates(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<RateSetShown>> {
    const { day, limit, cursor } = readParameters(RatesParameters, query);
    return linkNext(request, reply, await this.queries.execute(new RatesQuery(givenOnly({ day, limit, cursor }))));
  }

  @Post()
  @Performs(declaration.action)
  @DescribedCommand(declaration, [412, 422])
  async setRates(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const command = new SetRates(readInput(RatesBody, request.body), contextOf(request, this.actingUser));
    return answerOnStream(reply, await this.commands.execute<SetRates, Recorded>(command));
  }
}
