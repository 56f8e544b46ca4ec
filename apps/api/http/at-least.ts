import type { FastifyRequest } from 'fastify';
import type { Position } from '#event-store';
import type { Stores } from '../open-stores';
import { Problem, invalidInput } from '../problems/problem';

/** Header of a query that must see a position of the log; `atLeast` in the address does the same. */
export const AT_LEAST_HEADER = 'at-least';

function asked({ headers, query }: FastifyRequest): string {
  const header = headers[AT_LEAST_HEADER];
  const { atLeast } = query as { readonly atLeast?: string | string[] };
  return [header ?? atLeast].flat().join();
}

/**
 * Waits, bounded, until the views have seen the position that a query asks for.
 * @throws Problem when it is no position of this log, and when the time is up.
 */
export async function waitForViews(
  request: FastifyRequest,
  stores: Pick<Stores, 'store' | 'views'>,
  waitLimit: number,
): Promise<void> {
  const position = asked(request);
  if (position === '') return;
  const head = await stores.store.head();
  // Positions of one log are of one length, so that their order is that of their text.
  if (!/^\d+$/.test(position) || position.length !== head.length)
    throw invalidInput([{ field: AT_LEAST_HEADER, message: 'must be a position that this server answered with' }]);
  await waitForPosition(position as Position, stores, waitLimit);
}

/** Waits, bounded, until the views have seen a position of the log. @throws Problem when the time is up. */
export async function waitForPosition(
  position: Position,
  { views }: Pick<Stores, 'views'>,
  waitLimit: number,
): Promise<void> {
  if (await views?.waitFor(position, { timeoutMs: waitLimit })) return;
  throw new Problem(
    503,
    'views-behind',
    `The views have not come to ${position} within ${String(waitLimit)} ms: ask again, or see /health/ready.`,
    { retryAfter: 1 },
  );
}
