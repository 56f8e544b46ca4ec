import type { Webhooks } from '../market';
import { given } from './decision';
import type { WebhookReason } from './disable-webhook';
import { ofWebhook } from './known-webhook';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

/** Tells a webhook of nothing any more, for good. */
export const removeWebhook: MarketRule<Webhooks, WebhookReason> = (webhooks, { webhookId, reason }) =>
  ofWebhook(webhooks, webhookId, () =>
    recordOnMarket({ type: 'WebhookRemoved', data: { webhookId, ...given({ reason }) } }),
  );
