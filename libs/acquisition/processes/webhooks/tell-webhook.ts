import type { EventStore, RecordedEvent } from '#event-store';
import { isCaughtUp, isEventStoreError } from '#event-store';
import type { Instant, Webhook } from '#acquisition/domain';
import type { PlacedWebhook } from '#acquisition/market-stream';
import type { AlarmClock } from '../alarm-clock';
import type { FilmNames, WebhookMessage } from './message';
import { messageOf, tellableOf } from './message';
import type { Failing, ProgressKeeper, WebhookProgress } from './progress';

/** What became of an attempt. */
export type PostOutcome =
  | { readonly taken: true }
  | {
      readonly taken: false;
      /** It will never take anything again, and says so. */
      readonly isGone: boolean;
      /** A sentence without its full stop. */
      readonly said: string;
    };

/** Posts a message, signed. Never rejects; ends within its time, or soon after `signal` is aborted. */
export type WebhookPost = (webhook: Webhook, message: WebhookMessage, signal: AbortSignal) => Promise<PostOutcome>;

export interface TellingOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly progress: ProgressKeeper;
  readonly post: WebhookPost;
  readonly names: FilmNames;
  readonly clock: AlarmClock;
  /** For how long an event is posted again and again before its webhook is disabled, in milliseconds. */
  readonly giveUpMs: number;
  /** Records that a webhook is disabled, and why. */
  readonly disable: (webhookId: string, reason: string) => Promise<void>;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** How long after so many attempts in a row the next one comes: 5 s, 10 s, 20 s, and so on, at most an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);

const after = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString();

/**
 * Tells one webhook of what it wants to know, in the order of the log, each event until it is taken: at least once, and
 * under the same id each time. Ends when `signal` is aborted, or when the webhook is disabled because it takes nothing.
 * @throws EventStoreError, or what `progress` and `disable` throw.
 */
export async function tellWebhook(webhook: PlacedWebhook, options: TellingOptions, signal: AbortSignal): Promise<void> {
  const { store, progress, post, names, clock, giveUpMs, disable } = options;
  const { webhookId } = webhook;
  const fromTheBeginning: WebhookProgress = { position: webhook.begins, delivered: 0, lastAt: null, failing: null };
  let now = progress.of(webhookId) ?? fromTheBeginning;

  const hasEnded = (): boolean => signal.aborted;

  const keep = async (changed: Partial<WebhookProgress>): Promise<void> => {
    now = { ...now, ...changed };
    await progress.keep(webhookId, now);
  };

  const failed = (eventId: string, said: string, at: Instant): Failing => {
    const before = now.failing?.eventId === eventId ? now.failing : { since: at, attempts: 0 };
    const attempts = before.attempts + 1;
    return { eventId, since: before.since, attempts, said, nextAt: after(at, pauseAfter(attempts)) };
  };

  /** @returns false when it was not taken, and the telling ends. */
  const deliver = async ({ position }: RecordedEvent, message: WebhookMessage): Promise<boolean> => {
    for (;;) {
      if (now.failing !== null) await clock.until(now.failing.nextAt, signal);
      if (hasEnded()) return false;
      const outcome = await post(webhook, message, signal);
      if (outcome.taken) {
        await keep({ position, delivered: now.delivered + 1, lastAt: clock.now(), failing: null });
        return true;
      }
      // Stopped in the middle of an attempt: that it was not taken says nothing of the webhook.
      if (hasEnded()) return false;
      const at = clock.now();
      const failing = failed(message.id, outcome.said, at);
      await keep({ failing });
      if (outcome.isGone || after(failing.since, giveUpMs) <= at) {
        const tries = failing.attempts === 1 ? 'once' : `${String(failing.attempts)} times since ${failing.since}`;
        await disable(webhookId, `${webhook.url} ${outcome.said}, tried ${tries}`);
        return false;
      }
    }
  };

  const isWanted = ({ type, filmId }: { readonly type: string; readonly filmId: string | null }): boolean =>
    (webhook.types?.includes(type) ?? true) && (webhook.films === null || webhook.films.includes(filmId ?? ''));

  try {
    for await (const item of store.subscribe({ after: now.position, signal })) {
      if (isCaughtUp(item)) {
        if (item.position > now.position) await keep({ position: item.position });
        continue;
      }
      const tellable = tellableOf(item);
      if (tellable === undefined || !isWanted(tellable)) now = { ...now, position: item.position };
      else if (!(await deliver(item, await messageOf(tellable, names)))) return;
    }
  } catch (error) {
    // The log was restored: what it has is told again, under the ids that it had.
    if (isEventStoreError(error) && error.code === 'position-unknown') await keep(fromTheBeginning);
    throw error;
  }
}
