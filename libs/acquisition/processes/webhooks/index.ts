/** Tells other programs of what is recorded. */
export { messageOf, tellableOf, type FilmNames, type Tellable, type WebhookMessage } from './message';
export type { Failing, ProgressKeeper, WebhookProgress } from './progress';
export { pauseAfter, type PostOutcome, type WebhookPost } from './tell-webhook';
export { webhookDelivery, type WebhookDeliveryOptions } from './webhook-delivery';
