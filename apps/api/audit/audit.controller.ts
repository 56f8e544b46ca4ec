import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Effects, EventInLog, IndexedEvent, Page } from '#acquisition/views';
import { EffectsQuery, EventQuery, EventsQuery } from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { QueryParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { proofOf, type EventProof } from '../ledger/prove-event';
import { STORES, type WritingStores } from '../stores-token';
import { EventsParameters } from './audit.parameters';

const area = 'Audit';

/** What happened, what was known when, who recorded it, on whose word. */
@Controller('api/audit/events')
export class AuditController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(STORES) private readonly stores: WritingStores,
  ) {}

  @Get()
  @Performs('audit:read')
  @Described({
    title: 'Events',
    summary: 'Every event of every film and of the market, in the order of the log or against it.',
    area,
    parameters: EventsParameters,
    answer: 'Events',
    problems: [404],
  })
  async events(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<IndexedEvent>> {
    const { direction, type, source, correlation, ...rest } = readParameters(EventsParameters, query);
    const { film, user, role, occurredFrom, occurredTo, recordedFrom, recordedTo, late, about, search, amended } = rest;
    const period = { occurredFrom, occurredTo, recordedFrom, recordedTo, late };
    const filter = { film, user, role, types: type, sourceKind: source, correlationId: correlation, about, search };
    const page = { limit: rest.limit, cursor: rest.cursor };
    const asked = { descending: direction === 'descending', ...givenOnly({ ...filter, ...period, amended, ...page }) };
    return linkNext(request, reply, await this.bus.execute(new EventsQuery(asked)));
  }

  @Get(':eventId')
  @Performs('audit:read')
  @Described({
    title: 'Event',
    summary:
      'One event, with its data and metadata as they were recorded, and the proof that it is in the log as it was, by the last checkpoint.',
    area,
    parameters: QueryParameters,
    answer: 'Event',
    problems: [404],
  })
  async event(@Param('eventId') eventId: string, @Query() query: unknown): Promise<EventInLog & EventProof> {
    readParameters(QueryParameters, query);
    const event = await this.bus.execute(new EventQuery({ eventId }));
    return { ...event, ...(await proofOf(this.stores, event)) };
  }

  @Get(':eventId/effects')
  @Performs('audit:read')
  @Described({
    title: 'Effects of an event',
    summary:
      'Everything that an event changed: phase, money, offers, deals and cells when it was recorded, what still rests on it, and what corrected it.',
    area,
    parameters: QueryParameters,
    answer: 'Effects',
    problems: [404],
  })
  effects(@Param('eventId') eventId: string, @Query() query: unknown): Promise<Effects> {
    readParameters(QueryParameters, query);
    return this.bus.execute(new EffectsQuery({ eventId }));
  }
}
