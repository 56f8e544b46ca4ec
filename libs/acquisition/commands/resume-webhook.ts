import { resumeWebhook } from '#acquisition/domain';
import { WEBHOOKS_STREAM, webhooksModel } from '#acquisition/market-stream';
import { EntryDetails } from './details';
import { MarketCommand } from './market-command';
import type { OfWebhook } from './webhook-reason';

/** Tells a webhook of everything that it missed, and of what comes. */
export class ResumeWebhook extends MarketCommand({
  title: 'Resume webhook',
  summary: 'Tells a webhook of everything that it missed while it was disabled, and of what comes.',
  area: 'Administration',
  action: 'webhooks:resume',
  body: EntryDetails,
  example: {},
  streamOf: () => WEBHOOKS_STREAM,
  model: webhooksModel,
  rule: (webhooks, details: OfWebhook<EntryDetails>, entry) => resumeWebhook(webhooks, details, entry),
}) {}
