import type { EventStore, Position, StreamModel } from '#event-store';
import { START } from '#event-store';
import type { Webhook, Webhooks } from '#acquisition/domain';
import { NO_WEBHOOKS, evolveWebhooks } from '#acquisition/domain';
import { WEBHOOKS } from '#acquisition/film-stream';
import { marketCodec, toMarketEvent } from './codec';

/** All webhooks lie in one stream: that none is registered twice can only be decided on all of them. */
export const WEBHOOKS_STREAM = `${WEBHOOKS}-registered`;

export const webhooksModel: StreamModel<Webhooks> = {
  initial: () => NO_WEBHOOKS,
  fold: (webhooks, events) => evolveWebhooks(webhooks, events.map(toMarketEvent)),
};

/** A webhook, and after which position it is told of events when it is not known how far it has come. */
export interface PlacedWebhook extends Webhook {
  readonly begins: Position;
}

/** The webhooks as the log says, in the order in which they were registered. */
export async function readWebhooks(store: Pick<EventStore, 'readStream'>): Promise<readonly PlacedWebhook[]> {
  const events = [];
  const positions = new Map<string, Position>();
  for await (const recorded of store.readStream(WEBHOOKS_STREAM)) {
    events.push(toMarketEvent(marketCodec.decode(recorded)));
    positions.set(recorded.id, recorded.position);
  }
  return [...evolveWebhooks(NO_WEBHOOKS, events).values()].map((webhook) => ({
    ...webhook,
    begins: webhook.fromBeginning ? START : (positions.get(webhook.webhookId) ?? START),
  }));
}
