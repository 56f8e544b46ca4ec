import { Webhook as Signer } from 'standardwebhooks';
import type { AlarmClock, PostOutcome, WebhookMessage, WebhookPost } from '#acquisition/processes';
import type { SecretOf } from './webhook-secrets';

/** Longest wait for an answer; Standard Webhooks asks for 15 to 30 seconds. */
export const ANSWER_MS = 15_000;
const GONE = 410;

const notTaken = (said: string, isGone = false): PostOutcome => ({ taken: false, isGone, said });

interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: Failure;
}

/** What a failed request says for itself: that of Node.js hides it in the cause of its error. */
function wordsOf({ name, message = '', code, cause }: Failure): string {
  if (name === 'TimeoutError') return `did not answer within ${String(ANSWER_MS / 1000)} s`;
  return `cannot be reached (${cause?.code ?? code ?? cause?.message ?? message})`;
}

function outcomeOf({ ok, status, headers }: Response): PostOutcome {
  if (ok) return { taken: true };
  const location = headers.get('location');
  const more =
    status >= 300 && status < 400 && location !== null ? `, to go to ${location}, which is not followed` : '';
  return notTaken(`answered ${String(status)}${more}`, status === GONE);
}

/**
 * Posts messages as Standard Webhooks says (https://www.standardwebhooks.com): `webhook-id`, `webhook-timestamp` and
 * `webhook-signature` (HMAC-SHA256). Taken is what is answered by 2xx; redirects are not followed.
 */
export const signedPost =
  (secretOf: SecretOf, clock: Pick<AlarmClock, 'now'>): WebhookPost =>
  async ({ webhookId, url }, { id, body }: WebhookMessage, signal) => {
    const at = new Date(clock.now());
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Ovation',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Signer(secretOf(webhookId)).sign(id, at, body),
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      // Nobody reads what else it says.
      await response.body?.cancel();
      return outcomeOf(response);
    } catch (error) {
      return notTaken(wordsOf(error as Failure));
    }
  };
