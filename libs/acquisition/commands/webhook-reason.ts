import { EntryDetails, Text } from './details';

export class WebhookReasonBody extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** With the webhook that the path names. */
export type OfWebhook<Body> = Body & { readonly webhookId: string };
