import type { EventStore } from '#event-store';
import { isCaughtUp } from '#event-store';
import type { PlacedWebhook } from '#acquisition/market-stream';
import { WEBHOOKS_STREAM, readWebhooks } from '#acquisition/market-stream';
import type { Process } from '#subscriptions';
import type { TellingOptions } from './tell-webhook';
import { tellWebhook } from './tell-webhook';

export interface WebhookDeliveryOptions extends TellingOptions {
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'subscribe'>;
}

interface Telling {
  readonly end: AbortController;
  readonly done: Promise<void>;
}

/** Tells each active webhook of what it wants to know, each at its own pace, as the log says which there are. */
export const webhookDelivery = (options: WebhookDeliveryOptions): Process => ({
  name: 'webhook delivery',
  run: async (signal, wentWell) => {
    const { store, progress } = options;
    const end = new AbortController();
    const over = AbortSignal.any([signal, end.signal]);
    const tellings = new Map<string, Telling>();
    let failure: { readonly error: unknown } | undefined;

    const begin = (webhook: PlacedWebhook): void => {
      const one = new AbortController();
      const done = tellWebhook(webhook, options, AbortSignal.any([over, one.signal])).then(
        () => undefined,
        (error: unknown) => {
          failure ??= { error };
          end.abort();
        },
      );
      const telling = { end: one, done };
      tellings.set(webhook.webhookId, telling);
      void done.then(() => {
        if (tellings.get(webhook.webhookId) === telling) tellings.delete(webhook.webhookId);
      });
    };

    const follow = async (): Promise<void> => {
      const webhooks = await readWebhooks(store);
      const active = new Set(webhooks.filter(({ status }) => status === 'active').map(({ webhookId }) => webhookId));
      for (const [webhookId, telling] of tellings) {
        if (active.has(webhookId)) continue;
        telling.end.abort();
        await telling.done;
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
      for await (const item of store.subscribe({ after, signal: over }))
        if (!isCaughtUp(item) && item.stream === WEBHOOKS_STREAM) await follow();
      if (failure !== undefined) throw failure.error;
    } finally {
      end.abort();
      await Promise.all([...tellings.values()].map(({ done }) => done));
    }
  },
});
