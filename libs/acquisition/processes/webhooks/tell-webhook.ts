import type { EventStore, RecordedEvent } from '#event-store';
import { isCaughtUp } from '#event-store';
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
  readonly store: Pick<EventStore, 'readStream' | 'subscribe'>;
  readonly progress: ProgressKeeper;
  readonly post: WebhookPost;
  readonly names: FilmNames;
  readonly clock: AlarmClock;
  /** For how long an event is posted again and again before its webhook is disabled, in milliseconds. */
  readonly giveUpMs: number;
  /** Records that a webhook is disabled, and why, unless somebody else was first. */
  readonly disable: (webhookId: string, reason: string) => Promise<void>;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** How long after so many attempts in a row the next one comes: 5 s, 10 s, 20 s, and so on, at most an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);

const placeAt = ({ position, id, stream, revision }: RecordedEvent): Pick<WebhookProgress, 'position' | 'last'> => ({
  position,
  last: { id, stream, revision: String(revision) },
});

const after = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString();

/**
 * Where a webhook goes on: right after the event that it stood at, wherever that lies in this log, which may be a copy of
 * the one that it lay in. Where that event is gone because the log was restored, at the beginning: what is told again has the ids that it had.
 */
async function placeOf(
  webhook: PlacedWebhook,
  { store, progress }: Pick<TellingOptions, 'store' | 'progress'>,
): Promise<WebhookProgress> {
  const begin: WebhookProgress = { position: webhook.begins, last: null, delivered: 0, lastAt: null, failing: null };
  const known = progress.of(webhook.webhookId);
  if (known === undefined) return begin;
  if (known.last === null) return { ...known, position: webhook.begins };
  const { id, stream, revision } = known.last;
  for await (const event of store.readStream(stream, { from: BigInt(revision), limit: 1 }))
    if (event.id === id) return { ...known, position: event.position };
  return begin;
}

/**
 * Tells one webhook of what it wants to know, in the order of the log, each event until it is taken: at least once, and
 * under the same id each time. Ends when `signal` is aborted, or when the webhook is disabled because it takes nothing.
 * @param wentOn called whenever it has come further, or knows why not.
 * @throws EventStoreError, or what `progress` and `disable` throw.
 */
export async function tellWebhook(
  webhook: PlacedWebhook,
  options: TellingOptions,
  signal: AbortSignal,
  wentOn: () => void,
): Promise<void> {
  const { store, progress, post, names, clock, giveUpMs, disable } = options;
  const { webhookId } = webhook;
  let now = await placeOf(webhook, options);
  let written = now.position;

  const hasEnded = (): boolean => signal.aborted;

  const keep = async (changed: Partial<WebhookProgress>): Promise<void> => {
    now = { ...now, ...changed };
    written = now.position;
    await progress.keep(webhookId, now);
    wentOn();
  };

  const failed = (eventId: string, said: string, at: Instant): Failing => {
    const before = now.failing?.eventId === eventId ? now.failing : { since: at, attempts: 0 };
    const attempts = before.attempts + 1;
    return { eventId, since: before.since, attempts, said, nextAt: after(at, pauseAfter(attempts)) };
  };

  /** @returns false when it was not taken, and the telling ends. */
  const deliver = async (event: RecordedEvent, message: WebhookMessage): Promise<boolean> => {
    for (;;) {
      if (now.failing !== null) await clock.until(now.failing.nextAt, signal);
      if (hasEnded()) return false;
      const outcome = await post(webhook, message, signal);
      if (outcome.taken) {
        await keep({ ...placeAt(event), delivered: now.delivered + 1, lastAt: clock.now(), failing: null });
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
      if (isCaughtUp(item)) continue;
      const tellable = tellableOf(item);
      if (tellable !== undefined && isWanted(tellable)) {
        if (!(await deliver(item, await messageOf(tellable, names)))) return;
      } else {
        now = { ...now, ...placeAt(item) };
        progress.note(webhookId, now);
      }
    }
  } finally {
    // What was passed over since is not worth a write each time.
    if (written !== now.position) await keep({});
  }
}
