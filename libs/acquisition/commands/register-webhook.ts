import { registerWebhook } from '#acquisition/domain';
import { STORED_NAMES } from '#acquisition/film-stream';
import { MARKET_STORED_NAMES, WEBHOOKS_STREAM, webhooksModel } from '#acquisition/market-stream';
import { EntryDetails, Flag, Names, Somes, Text } from './details';
import { MarketCommand } from './market-command';

/** What webhooks can be told of: everything but themselves. */
export const TOLD_TYPES = Object.keys({ ...STORED_NAMES, ...MARKET_STORED_NAMES }).filter(
  (type) => !type.startsWith('Webhook'),
);

export class WebhookBody extends EntryDetails {
  @Text('Where events are posted to: `https://…`; `http://` only to this machine itself.')
  url!: string;

  @Text('What it is for.', { optional: true })
  description?: string;

  @Somes('Only events of these types. Default: of all.', TOLD_TYPES, { optional: true })
  types?: string[];

  @Names('Only events of these films, by slug or id. Default: of all, and what is of no one film.', { optional: true })
  films?: string[];

  @Flag('Tells it of everything that was ever recorded, and not only of what comes.', { optional: true })
  fromBeginning?: boolean;
}

/** Tells somebody else's program of events. */
export class RegisterWebhook extends MarketCommand({
  title: 'Register webhook',
  summary: "Tells somebody else's program of events: each is posted to its address, signed, until it is taken.",
  area: 'Administration',
  action: 'webhooks:register',
  body: WebhookBody,
  example: { url: 'https://hooks.example/ovation', types: ['OfferMade', 'FilmAcquired'] },
  streamOf: () => WEBHOOKS_STREAM,
  model: webhooksModel,
  rule: (webhooks, details: WebhookBody, entry) => registerWebhook(webhooks, details, entry),
}) {}
