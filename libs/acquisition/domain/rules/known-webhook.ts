import type { Webhook, Webhooks } from '../market';
import type { Refusal } from './decision';
import { refuse } from './decision';

/** Why nothing can be said of a webhook that is not there. */
export const noSuchWebhook = (webhookId: string): Refusal =>
  refuse('not-found', 'webhook-not-found', `There is no webhook ${webhookId}: see the list of webhooks.`);

/** Asks `rule` of a webhook that is there. */
export function ofWebhook<T>(webhooks: Webhooks, webhookId: string, rule: (webhook: Webhook) => T): T | Refusal {
  const webhook = webhooks.get(webhookId);
  return webhook === undefined ? noSuchWebhook(webhookId) : rule(webhook);
}
