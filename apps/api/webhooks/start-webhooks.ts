import { join } from 'node:path';
import type { CommandContext } from '#acquisition/commands';
import { DisableWebhook, MarketRecorder } from '#acquisition/commands';
import type { FilmNames, PostOutcome, WebhookProgress } from '#acquisition/processes';
import { webhookDelivery } from '#acquisition/processes';
import { Refused } from '#acquisition/film-stream';
import type { PlacedWebhook } from '#acquisition/market-stream';
import { readWebhooks } from '#acquisition/market-stream';
import type { ViewTables } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import { newId } from '#event-store';
import type { ReadStore } from '#read-store';
import type { Log, SupervisedProcess } from '#subscriptions';
import { superviseProcess } from '#subscriptions';
import type { ProgramClock } from '../clock';
import { signedPost } from './post-signed';
import { progressFile } from './progress-file';
import { webhookSecrets } from './webhook-secrets';

/** What the server knows of webhooks beside what is recorded of them. */
export interface Webhooks {
  /** As the log says. */
  all(): Promise<readonly PlacedWebhook[]>;
  progressOf(webhookId: string): WebhookProgress | undefined;
  secretOf(webhookId: string): string;
  /** Posts a message that says nothing, once. */
  test(webhook: PlacedWebhook): Promise<PostOutcome>;
  readonly delivery: SupervisedProcess;
}

export interface WebhookStores {
  readonly store: EventStore;
  readonly readStore: ReadStore<ViewTables>;
  readonly clock: ProgramClock;
}

export type WebhookSettings = Pick<Configuration, 'dataDir' | 'webhookKeyFile' | 'webhookGiveUpHours'>;

/** In whose name webhooks that take nothing are disabled. No user can be given this role. */
const DELIVERY: CommandContext = { user: 'webhook delivery', role: 'process' };
const HOUR_MS = 3_600_000;
const PROGRESS = 'webhooks.json';

const namesIn =
  ({ db }: ReadStore<ViewTables>): FilmNames =>
  (filmId) =>
    db.selectFrom('slate').select(['slug', 'title']).where('film_id', '=', filmId).executeTakeFirst();

/**
 * Begins to tell webhooks of what is recorded.
 * @throws WebhookKeyError when the key file holds no key.
 */
export async function startWebhooks(
  { store, readStore, clock }: WebhookStores,
  { dataDir, webhookKeyFile, webhookGiveUpHours }: WebhookSettings,
  log: Log,
): Promise<Webhooks> {
  const secretOf = await webhookSecrets(webhookKeyFile);
  const progress = await progressFile(join(dataDir, PROGRESS));
  const post = signedPost(secretOf, clock);
  const recorder = new MarketRecorder({ store, clock });
  const process = webhookDelivery({
    store,
    progress,
    post,
    names: namesIn(readStore),
    clock,
    log,
    giveUpMs: webhookGiveUpHours * HOUR_MS,
    disable: async (webhookId, reason) => {
      log.warn({ webhookId }, `Webhook ${webhookId} is disabled: ${reason}. Resume it once it takes messages again.`);
      try {
        await recorder.record(DisableWebhook.declaration, new DisableWebhook({ webhookId, reason }, DELIVERY));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    },
  });
  return {
    all: () => readWebhooks(store),
    progressOf: (webhookId) => progress.of(webhookId),
    secretOf,
    test: (webhook) => {
      const body = JSON.stringify({ type: 'Test', timestamp: clock.now(), data: {} });
      return post(webhook, { id: newId(), body }, AbortSignal.timeout(2 ** 31 - 1));
    },
    delivery: superviseProcess(process, { log }),
  };
}
