import { disableWebhook } from '#acquisition/domain';
import { WEBHOOKS_STREAM, webhooksModel } from '#acquisition/market-stream';
import { MarketCommand } from './market-command';
import type { OfWebhook } from './webhook-reason';
import { WebhookReasonBody } from './webhook-reason';

/** Tells a webhook of nothing any more, until it is resumed. */
export class DisableWebhook extends MarketCommand({
  title: 'Disable webhook',
  summary: 'Tells a webhook of nothing any more, until it is resumed.',
  area: 'Administration',
  action: 'webhooks:disable',
  body: WebhookReasonBody,
  example: { reason: 'The receiver has moved.' },
  streamOf: () => WEBHOOKS_STREAM,
  model: webhooksModel,
  rule: (webhooks, details: OfWebhook<WebhookReasonBody>, entry) => disableWebhook(webhooks, details, entry),
}) {}
