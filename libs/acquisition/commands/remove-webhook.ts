import { removeWebhook } from '#acquisition/domain';
import { WEBHOOKS_STREAM, webhooksModel } from '#acquisition/market-stream';
import { MarketCommand } from './market-command';
import type { OfWebhook } from './webhook-reason';
import { WebhookReasonBody } from './webhook-reason';

/** Tells a webhook of nothing any more, for good. */
export class RemoveWebhook extends MarketCommand({
  title: 'Remove webhook',
  summary: 'Tells a webhook of nothing any more, for good.',
  area: 'Administration',
  action: 'webhooks:remove',
  body: WebhookReasonBody,
  example: { reason: 'The receiver has moved.' },
  streamOf: () => WEBHOOKS_STREAM,
  model: webhooksModel,
  rule: (webhooks, details: OfWebhook<WebhookReasonBody>, entry) => removeWebhook(webhooks, details, entry),
}) {}
