import type { Webhooks } from '../market';
import { given, refuse, refuseFields } from './decision';
import type { MarketRule } from './market-decision';
import { recordOnMarket } from './market-decision';

export interface WebhookDetails {
  readonly url: string;
  readonly description?: string;
  readonly types?: readonly string[];
  /** Ids. */
  readonly films?: readonly string[];
  readonly fromBeginning?: boolean;
}

/** Each reads the log by itself. */
export const MOST_WEBHOOKS = 20;
const MAX_URL = 2_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with the address of a webhook, if anything is. What is sold to whom goes over no network in the clear. */
function problemOf(address: string): string | undefined {
  if (address.length > MAX_URL) return `is longer than ${String(MAX_URL)} characters`;
  if (!URL.canParse(address)) return 'is no address: give one such as https://example.com/ovation';
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username !== '' || password !== '')
    return 'holds a user or a password, which would be recorded for ever: leave it out, every message is signed';
  if (hash !== '') return 'has a part after #, which is never sent: leave it out';
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) return undefined;
  return 'must begin with https://; http:// is for this machine itself, such as http://localhost:8080/ovation';
}

const listed = (items: readonly string[] | undefined): readonly string[] | undefined =>
  items === undefined || items.length === 0 ? undefined : [...new Set(items)].sort();

const sameList = (one: readonly string[] | null, other: readonly string[] | undefined): boolean =>
  JSON.stringify(one ?? undefined) === JSON.stringify(other);

/** Tells somebody else's program of events from now on, or from the beginning. */
export const registerWebhook: MarketRule<Webhooks, WebhookDetails> = (webhooks, details) => {
  const { url, description, fromBeginning } = details;
  const problem = problemOf(url);
  if (problem !== undefined) return refuseFields([{ field: 'url', message: problem }]);
  const [types, films] = [listed(details.types), listed(details.films)];
  for (const known of webhooks.values()) {
    if (known.url !== url || !sameList(known.types, types) || !sameList(known.films, films)) continue;
    const message = `${url} is told of the same events already: it is webhook ${known.webhookId}. Resume it where it is disabled.`;
    return refuse('conflict', 'webhook-registered', message);
  }
  if (webhooks.size >= MOST_WEBHOOKS) {
    const message = `There are ${String(webhooks.size)} webhooks, and there can be no more: remove one first.`;
    return refuse('conflict', 'too-many-webhooks', message);
  }
  const data = { url, ...given({ description, types, films, fromBeginning }) };
  return recordOnMarket({ type: 'WebhookRegistered', data });
};
