import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandOnMarket } from '#acquisition/commands';
import {
  DisableWebhook,
  EntryDetails,
  RegisterWebhook,
  RemoveWebhook,
  ResumeWebhook,
  WebhookBody,
  WebhookReasonBody,
} from '#acquisition/commands';
import { noSuchWebhook } from '#acquisition/domain';
import { Refused, noSuchFilm } from '#acquisition/film-stream';
import type { PlacedWebhook } from '#acquisition/market-stream';
import type { WebhookProgress } from '#acquisition/processes';
import type { Recorded } from '#event-store';
import type { ActingUser } from '../films/acting-user';
import { ACTING_USER, contextOf } from '../films/acting-user';
import type { RecordedOnStream } from '../films/recorded-answer';
import { answerOnStream } from '../films/recorded-answer';
import { Described } from '../http/described';
import { DescribedCommand } from '../http/described-command';
import { QueryParameters } from '../http/parameters';
import { Performs } from '../http/performs';
import { readInput, readParameters } from '../http/read-input';
import { STORES, type WritingStores } from '../stores-token';

const area = 'Administration';

/** A webhook as it is shown: how it is set, and how far it has come. */
export interface WebhookShown extends Omit<PlacedWebhook, 'begins' | 'fromBeginning'>, Omit<WebhookProgress, 'last'> {}

/** Other programs that are told of what is recorded. */
@Controller('api/admin/webhooks')
export class WebhooksController {
  constructor(
    @Inject(STORES) private readonly stores: WritingStores,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(ACTING_USER) private readonly actingUser: ActingUser,
  ) {}

  @Get()
  @Performs('webhooks:read')
  @Described({
    title: 'Webhooks',
    summary: 'Other programs that are told of what is recorded: how far each has come, and what ails it.',
    area,
    parameters: QueryParameters,
    answer: 'Webhooks',
  })
  async webhooks(@Query() query: unknown): Promise<{ readonly items: readonly WebhookShown[] }> {
    readParameters(QueryParameters, query);
    return { items: (await this.stores.webhooks.all()).map((webhook) => this.shown(webhook)) };
  }

  @Get(':webhookId')
  @Performs('webhooks:read-secret')
  @Described({
    title: 'Webhook',
    summary: 'One of them, with the secret by which its messages are signed.',
    area,
    parameters: QueryParameters,
    answer: 'Webhook',
    problems: [404],
  })
  async webhook(
    @Param('webhookId') webhookId: string,
    @Query() query: unknown,
  ): Promise<WebhookShown & { readonly secret: string }> {
    readParameters(QueryParameters, query);
    const webhook = await this.find(webhookId);
    return { ...this.shown(webhook), secret: this.stores.webhooks.secretOf(webhook.webhookId) };
  }

  @Post()
  @Performs(RegisterWebhook.declaration.action)
  @DescribedCommand(RegisterWebhook.declaration, [404, 409, 412, 422])
  async register(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const body = readInput(WebhookBody, request.body);
    const films = body.films && { films: await Promise.all(body.films.map((film) => this.filmIdOf(film))) };
    const command = new RegisterWebhook(Object.assign(body, films), contextOf(request, this.actingUser));
    const recorded = await this.record(reply, command);
    void reply.header('location', `/api/admin/webhooks/${recorded.events[0]?.id ?? ''}`);
    return recorded;
  }

  @Post(':webhookId/disable')
  @Performs(DisableWebhook.declaration.action)
  @DescribedCommand(DisableWebhook.declaration, [404, 409, 412, 422])
  async disable(
    @Param('webhookId') webhookId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const details = Object.assign(readInput(WebhookReasonBody, request.body), { webhookId });
    return this.record(reply, new DisableWebhook(details, contextOf(request, this.actingUser)));
  }

  @Post(':webhookId/resume')
  @Performs(ResumeWebhook.declaration.action)
  @DescribedCommand(ResumeWebhook.declaration, [404, 409, 412, 422])
  async resume(
    @Param('webhookId') webhookId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const details = Object.assign(readInput(EntryDetails, request.body), { webhookId });
    return this.record(reply, new ResumeWebhook(details, contextOf(request, this.actingUser)));
  }

  @Post(':webhookId/remove')
  @Performs(RemoveWebhook.declaration.action)
  @DescribedCommand(RemoveWebhook.declaration, [404, 409, 412, 422])
  async remove(
    @Param('webhookId') webhookId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const details = Object.assign(readInput(WebhookReasonBody, request.body), { webhookId });
    return this.record(reply, new RemoveWebhook(details, contextOf(request, this.actingUser)));
  }

  @Post(':webhookId/test')
  @HttpCode(200)
  @Performs('webhooks:test')
  @Described({
    title: 'Test webhook',
    summary: 'Posts a message of type `Test` to it, once, and answers what became of that. Nothing is recorded.',
    area,
    answer: 'WebhookTest',
    problems: [404],
  })
  async test(
    @Param('webhookId') webhookId: string,
  ): Promise<{ readonly webhookId: string; readonly taken: boolean; readonly said: string | null }> {
    const webhook = await this.find(webhookId);
    const outcome = await this.stores.webhooks.test(webhook);
    return { webhookId: webhook.webhookId, taken: outcome.taken, said: outcome.taken ? null : outcome.said };
  }

  private shown(webhook: PlacedWebhook): WebhookShown {
    const { webhookId, url, description, types, films, status, reason, begins } = webhook;
    const progress = this.stores.webhooks.progressOf(webhookId);
    const { position = begins, delivered = 0, lastAt = null, failing = null } = progress ?? {};
    return { webhookId, url, description, types, films, status, reason, position, delivered, lastAt, failing };
  }

  private async find(webhookId: string): Promise<PlacedWebhook> {
    const found = (await this.stores.webhooks.all()).find((webhook) => webhook.webhookId === webhookId.toLowerCase());
    if (found !== undefined) return found;
    throw new Refused(noSuchWebhook(webhookId));
  }

  private async filmIdOf(film: string): Promise<string> {
    const filmId = await this.stores.recorder.directory.find(film);
    if (filmId !== undefined) return filmId;
    throw noSuchFilm(film);
  }

  private async record(reply: FastifyReply, command: CommandOnMarket): Promise<RecordedOnStream> {
    return answerOnStream(reply, await this.commands.execute<CommandOnMarket, Recorded>(command));
  }
}
