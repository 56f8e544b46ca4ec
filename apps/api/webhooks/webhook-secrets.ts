import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;

/** By which the messages of a webhook are signed, as Standard Webhooks writes it: `whsec_` and Base64. */
export type SecretOf = (webhookId: string) => string;

/** No webhook can be told of anything: its messages could not be signed. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError';
}

async function readKey(file: string): Promise<Buffer> {
  const text = (await readFile(file, 'utf8')).trim();
  const key = Buffer.from(text, 'base64');
  if (key.length >= KEY_BYTES && /^[A-Za-z0-9+/]+=*$/.test(text)) return key;
  const message = `${file} holds no key: put ${String(KEY_BYTES)} random bytes there in Base64, or delete it to have a new one made, after which every receiver needs its new secret.`;
  throw new WebhookKeyError(message);
}

/** Another process may make it at the same moment: whoever was first is read by both. */
async function makeKey(file: string): Promise<void> {
  try {
    await writeFile(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Secrets of webhooks, derived from the one key of a file, so that no secret is ever recorded. Makes the file, for its owner
 * alone to read, when it is not there.
 * @throws WebhookKeyError when the file holds no key; the error of the system when it cannot be read or made.
 */
export async function webhookSecrets(file: string): Promise<SecretOf> {
  await mkdir(dirname(file), { recursive: true });
  // Another process may make it at the same moment: whoever was first is read by both.
  await makeKey(file);
  const key = await readKey(file);
  return (webhookId) => `whsec_${createHmac('sha256', key).update(`webhook ${webhookId}`).digest('base64')}`;
}
