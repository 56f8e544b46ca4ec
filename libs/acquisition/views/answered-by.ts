import { Inject, Injectable } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { IQueryHandler, Query } from '@nestjs/cqrs';
import { QueryHandler } from '@nestjs/cqrs';
import type { QuerySources } from './query-sources';
import { QUERY_SOURCES } from './query-sources';

/** A query: what is asked for, and by its type what is answered. */
export interface Asking<Asked, Answer> extends Query<Answer> {
  readonly asked: Asked;
}

/** The handler of a query: all of them hand what is asked to a function over the sources. */
export function answeredBy<Asked, Answer>(
  query: Type<Asking<Asked, Answer>>,
  answer: (sources: QuerySources, asked: Asked) => Promise<Answer>,
): Type<IQueryHandler> {
  @QueryHandler(query)
  @Injectable()
  class Answers implements IQueryHandler<Asking<Asked, Answer>, Answer> {
    constructor(@Inject(QUERY_SOURCES) private readonly sources: QuerySources) {}

    execute({ asked }: Asking<Asked, Answer>): Promise<Answer> {
      return answer(this.sources, asked);
    }
  }
  return Answers;
}
