import type { Answer, ApiClient } from './api-client';

/** What a command recorded. */
export interface Entered extends Answer {
  /** Id of the first event, and so of the offer, deal, mandate or dispute that it began. */
  readonly id: string;
  readonly slug: string;
  readonly position: string;
  readonly revision: string;
}

/**
 * Records something that must be accepted.
 * @param path Below `/api/films`; empty to register a film.
 * @throws Error with the whole answer when it is refused.
 */
export async function enter(
  server: ApiClient,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Entered> {
  const answer = await server.post(`/api/films${path}`, body, headers);
  if (answer.status !== 201) throw new Error(`${path} was answered ${String(answer.status)}: ${answer.text}`);
  const { slug, position, revision, events } = answer.body as {
    readonly slug: string;
    readonly position: string;
    readonly revision: string;
    readonly events: readonly { readonly id: string }[];
  };
  return { ...answer, slug, position, revision, id: events[0]?.id ?? '' };
}
