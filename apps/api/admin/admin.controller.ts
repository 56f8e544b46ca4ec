import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Name } from '#acquisition/commands';
import type { RetryOutcome, ViewStatus } from '#subscriptions';
import { Described } from '../http/described';
import { QueryParameters } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { STORES, type WritingStores } from '../stores-token';
import type { DeadLetterAnswer } from './dead-letter-answer';
import { deadLetterAnswer } from './dead-letter-answer';

const area = 'Administration';

export class DeadLettersParameters extends QueryParameters {
  @Name('Of this view only.', { optional: true })
  view?: string;
}

/** The views, and what they could not apply. */
@Controller('api/admin')
export class AdminController {
  constructor(@Inject(STORES) private readonly stores: WritingStores) {}

  @Get('views')
  @Performs('views:read')
  @Described({
    title: 'Views',
    summary: 'How far each view has come, and what ails it.',
    area,
    parameters: QueryParameters,
    answer: 'Views',
  })
  async views(@Query() query: unknown): Promise<{ readonly items: readonly ViewStatus[] }> {
    readParameters(QueryParameters, query);
    return { items: await this.stores.views.status() };
  }

  @Post('views/:view/rebuild')
  @HttpCode(200)
  @Performs('views:rebuild')
  @Described({
    title: 'Rebuild view',
    summary: 'Builds a view anew from the log, beside the old one, and answers once it is swapped in.',
    area,
    answer: 'View',
    problems: [404, 409],
  })
  async rebuild(@Param('view') view: string): Promise<ViewStatus | undefined> {
    await this.stores.views.rebuild(view);
    const statuses = await this.stores.views.status();
    return statuses.find((status) => status.view === view);
  }

  @Get('dead-letters')
  @Performs('dead-letters:read')
  @Described({
    title: 'Dead letters',
    summary: 'Events that a view could not apply, and why.',
    area,
    parameters: DeadLettersParameters,
    answer: 'DeadLetters',
  })
  async deadLetters(@Query() query: unknown): Promise<{ readonly items: readonly DeadLetterAnswer[] }> {
    const { view } = readParameters(DeadLettersParameters, query);
    return { items: (await this.stores.views.deadLetters(view)).map(deadLetterAnswer) };
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  @Performs('dead-letters:retry')
  @Described({
    title: 'Retry dead letter',
    summary: 'Applies the event of a dead letter again, and says whether that succeeded.',
    area,
    answer: 'RetryOutcome',
    problems: [404, 409],
  })
  retry(@Param('id') id: string): Promise<RetryOutcome> {
    return this.stores.views.retryDeadLetter(id);
  }
}
