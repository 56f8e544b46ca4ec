import type { Webhooks } from '../market';
import { refuse } from './decision';
import { ofWebhook } from './known-webhook';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

/** Tells a webhook of everything that it missed, and of what comes. */
export const resumeWebhook: MarketRule<Webhooks, { readonly webhookId: string }> = (webhooks, { webhookId }) =>
  ofWebhook(webhooks, webhookId, ({ status }) =>
    status === 'active'
      ? refuse('conflict', 'webhook-active', `Webhook ${webhookId} is not disabled: there is nothing to resume.`)
      : recordOnMarket({ type: 'WebhookResumed', data: { webhookId } }),
  );
