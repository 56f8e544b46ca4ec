import type { EventStore } from '#event-store';
import { isCaughtUp } from '#event-store';
import type { PlacedWebhook } from '#acquisition/market-stream';
import { WEBHOOKS_STREAM, readWebhooks } from '#acquisition/market-stream';
import type { Log, Process, SupervisedProcess } from '#subscriptions';
import { superviseProcess } from '#subscriptions';
import { untilAborted } from '../until-aborted';
import type { TellingOptions } from './tell-webhook';
import { tellWebhook } from './tell-webhook';

export interface WebhookDeliveryOptions extends TellingOptions {
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'subscribe'>;
  readonly log: Log;
}

/** Tells each active webhook of what it wants to know, each at its own pace, as the log says which there are. */
export const webhookDelivery = (options: WebhookDeliveryOptions): Process => ({
  name: 'webhook delivery',
  run: async (signal, wentWell) => {
    const { store, progress } = options;
    const tellings = new Map<string, SupervisedProcess>();

    /** By itself: what ails one of them holds up no other. */
    const begin = (webhook: PlacedWebhook): void => {
      const process: Process = {
        name: `telling of webhook ${webhook.webhookId}`,
        run: async (one, wentOn) => {
          await tellWebhook(webhook, options, one, wentOn);
          // It was disabled, which is in the log: whoever follows that ends this.
          await untilAborted(one);
        },
      };
      tellings.set(webhook.webhookId, superviseProcess(process, { log: options.log }));
    };

    const follow = async (): Promise<void> => {
      const webhooks = await readWebhooks(store);
      const active = new Set(webhooks.filter(({ status }) => status === 'active').map(({ webhookId }) => webhookId));
      for (const [webhookId, telling] of tellings) {
        if (active.has(webhookId)) continue;
        tellings.delete(webhookId);
        await telling.stop();
      }
      for (const { webhookId } of webhooks.filter(({ status }) => status === 'disabled')) {
        // Once it is resumed, it is given as much time again.
        const at = progress.of(webhookId);
        if (at !== undefined && at.failing !== null) await progress.keep(webhookId, { ...at, failing: null });
      }
      await progress.keepOnly(new Set(webhooks.map(({ webhookId }) => webhookId)));
      for (const webhook of webhooks)
        if (active.has(webhook.webhookId) && !tellings.has(webhook.webhookId)) begin(webhook);
    };

    try {
      const after = await store.head();
      await follow();
      wentWell();
      for await (const item of store.subscribe({ after, signal }))
        if (!isCaughtUp(item) && item.stream === WEBHOOKS_STREAM) await follow();
    } finally {
      await Promise.all([...tellings.values()].map((telling) => telling.stop()));
    }
  },
});
