import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ComparedOffers } from '#acquisition/views';
import { CompareOffersQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { ReportingParameters, YesOrNo, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';

export class CompareParameters extends ReportingParameters {
  @YesOrNo('Offers that are dead, too.')
  all?: boolean;
}

@Controller('api/films/:film/offers/compare')
export class CompareOffersController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('offers:read')
  @Described({
    title: 'Compare offers',
    summary:
      'The offers of a film side by side on every term, with headline total, share of ask, conflicts and time left as of the moment asked for, and the best of each column.',
    area: 'A film',
    parameters: CompareParameters,
    answer: 'ComparedOffers',
    problems: [404],
  })
  compareOffers(@Param('film') film: string, @Query() query: unknown): Promise<ComparedOffers> {
    const { asOf, knownAt, all, currency, ratesOn } = readParameters(CompareParameters, query);
    return this.bus.execute(new CompareOffersQuery({ film, ...givenOnly({ asOf, knownAt, all, currency, ratesOn }) }));
  }
}
