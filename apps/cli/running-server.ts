import { holderOf } from '#apps/api';
import type { Configuration } from '#configuration';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';

/** The address of the server that writes to these stores now; undefined when nobody does. */
export function runningServer({ eventStoreUrl }: Configuration): string | undefined {
  const holder = holderOf(eventStoreUrl);
  if (holder === undefined) return undefined;
  if (holder.holder !== undefined) return holder.holder;
  const message = `Process ${String(holder.pid ?? '')} writes to this data folder and has no address to ask: stop it, or wait until it is done.`;
  throw new CommandLineError(EXIT.environment, message);
}

/** What is asked of a server. Default: a POST without a body. */
export interface Request {
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is, instead. */
  readonly content?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the running server something. @throws CommandLineError with what it answered. */
export async function ask(
  url: string,
  path: string,
  { method = 'POST', body, content, headers = {} }: Request = {},
): Promise<unknown> {
  const sent: RequestInit =
    body === undefined
      ? { headers, ...(content === undefined ? {} : { body: content }) }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, { method, ...sent });
  } catch (error) {
    throw new CommandLineError(
      EXIT.environment,
      `The server at ${url} does not answer: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const answer = (await response.json()) as { readonly detail?: string };
  if (response.ok) return answer;
  const exitCode = response.status === 404 ? EXIT.notFound : EXIT.failed;
  throw new CommandLineError(exitCode, answer.detail ?? `The server answered ${String(response.status)}.`);
}
