import type { MarketEvent } from '../events';

/** Somebody else's program that is told of events. */
export interface Webhook {
  /** The event that registered it. */
  readonly webhookId: string;
  readonly url: string;
  readonly description: string | null;
  /** Only events of these types; `null`: of all. */
  readonly types: readonly string[] | null;
  /** Only events of these films, by their ids; `null`: of all, and what is of no one film. */
  readonly films: readonly string[] | null;
  readonly fromBeginning: boolean;
  readonly status: 'active' | 'disabled';
  /** Why it is disabled, where that was said. */
  readonly reason: string | null;
}

/** Those that are not removed, by their ids, in the order in which they were registered. */
export type Webhooks = ReadonlyMap<string, Webhook>;

export const NO_WEBHOOKS: Webhooks = new Map();

/** `webhooks` and then `events`, in the order of the log. Total, pure. */
export function evolveWebhooks(webhooks: Webhooks, events: readonly MarketEvent[]): Webhooks {
  const next = new Map(webhooks);
  const change = (webhookId: string, changed: Pick<Webhook, 'status' | 'reason'>): void => {
    const known = next.get(webhookId);
    if (known !== undefined) next.set(webhookId, { ...known, ...changed });
  };
  for (const event of events) {
    switch (event.type) {
      case 'WebhookRegistered': {
        const { url, description = null, types = null, films = null, fromBeginning = false } = event.data;
        const registered = { webhookId: event.id, url, description, types, films, fromBeginning };
        next.set(event.id, { ...registered, status: 'active', reason: null });
        break;
      }
      case 'WebhookDisabled':
        change(event.data.webhookId, { status: 'disabled', reason: event.data.reason ?? null });
        break;
      case 'WebhookResumed':
        change(event.data.webhookId, { status: 'active', reason: null });
        break;
      case 'WebhookRemoved':
        next.delete(event.data.webhookId);
        break;
      default:
    }
  }
  return next;
}
