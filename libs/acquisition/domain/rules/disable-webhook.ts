import type { Webhooks } from '../market';
import { given, refuse } from './decision';
import { ofWebhook } from './known-webhook';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

export interface WebhookReason {
  readonly webhookId: string;
  readonly reason?: string;
}

/** Tells a webhook of nothing any more, until it is resumed. */
export const disableWebhook: MarketRule<Webhooks, WebhookReason> = (webhooks, { webhookId, reason }) =>
  ofWebhook(webhooks, webhookId, ({ status }) =>
    status === 'disabled'
      ? refuse('conflict', 'webhook-disabled', `Webhook ${webhookId} is disabled already.`)
      : recordOnMarket({ type: 'WebhookDisabled', data: { webhookId, ...given({ reason }) } }),
  );
