import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Name, OneOf } from '#acquisition/commands';
import type {
  BuyerDuplicates,
  BuyerHistory,
  BuyerOnMarket,
  BuyerSort,
  EntryKind,
  OfMoment,
  Page,
} from '#acquisition/views';
import { BUYER_SORTS, BuyerDuplicatesQuery, BuyerQuery, BuyersQuery, ENTRY_KINDS } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { Direction, MomentPageParameters, MomentParameters, Several, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

const area = 'The market';

export class BuyersParameters extends MomentPageParameters {
  @Name('Words that all occur in one of its names.', { optional: true })
  search?: string;

  @OneOf('What buyers are sorted by. Default: name.', BUYER_SORTS, { optional: true })
  sort?: BuyerSort;

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}

export class BuyerParameters extends MomentPageParameters {
  @Several('What it did.', ENTRY_KINDS)
  kind?: EntryKind[];
}

/** Everybody who ever had to do with a film. */
@Controller('api/buyers')
export class BuyersController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('buyers:read')
  @Described({
    title: 'Buyers',
    summary: 'Everybody who ever had to do with a film, each once whatever its names.',
    area,
    parameters: BuyersParameters,
    answer: 'BuyersOnMarket',
  })
  async buyers(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<BuyerOnMarket> & OfMoment> {
    const { direction, search, sort, asOf, knownAt, limit, cursor } = readParameters(BuyersParameters, query);
    const descending = direction === 'descending';
    const asked = { descending, ...givenOnly({ search, sort, asOf, knownAt, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new BuyersQuery(asked)));
  }

  @Get('duplicates')
  @Performs('buyers:read')
  @Described({
    title: 'Likely duplicates',
    summary:
      'Names that differ only by accents, punctuation, a leading article or words such as LLC or Films at their end. Nothing is merged by it.',
    area,
    parameters: MomentParameters,
    answer: 'BuyerDuplicates',
  })
  duplicates(@Query() query: unknown): Promise<BuyerDuplicates> {
    const { asOf, knownAt } = readParameters(MomentParameters, query);
    return this.bus.execute(new BuyerDuplicatesQuery(givenOnly({ asOf, knownAt })));
  }

  @Get(':buyer')
  @Performs('buyers:read')
  @Described({
    title: 'Buyer',
    summary: 'What a buyer, under any of its names, showed interest in, passed on, negotiated, offered and acquired.',
    area,
    parameters: BuyerParameters,
    answer: 'BuyerHistory',
    problems: [404],
  })
  async buyer(
    @Param('buyer') buyer: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BuyerHistory> {
    const { kind, asOf, knownAt, limit, cursor } = readParameters(BuyerParameters, query);
    const asked = { buyer, ...givenOnly({ kinds: kind, asOf, knownAt, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new BuyerQuery(asked)));
  }
}
