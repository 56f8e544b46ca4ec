import type { Override } from '../events';
import type { FilmState } from '../film';
import type { Rights } from '../rights';
import type { Asking } from '../status';
import { liveDeals, mightOverlap } from '../status';
import type { Entry, Refusal } from './decision';
import { refuse } from './decision';

/** Words that may mean rights that are sold twice: those of other deals, and those of the rights themselves. */
function warningsOf(film: FilmState, rights: Rights, { now }: Entry, asking: Asking): readonly string[] {
  const others = liveDeals(film, now.day).filter(({ dealId }) => dealId !== asking.dealId);
  const own = others.length === 0 ? [] : rights.unresolved.map((words) => `these rights: ${words}`);
  return [...mightOverlap(film, now, asking), ...own];
}

/**
 * Refuses to sell what may be sold already, in words that nobody has resolved, unless whoever sells says why that is
 * right. History (an import) is what it is.
 */
export function refuseIfMayBeSold(
  film: FilmState,
  rights: Rights,
  entry: Entry,
  asking: Asking,
  reason: string | undefined,
): Refusal | undefined {
  const warnings =
    entry.source.kind === 'import' || reason !== undefined ? [] : warningsOf(film, rights, entry, asking);
  if (warnings.length === 0) return undefined;
  const message =
    `These rights may be sold already, in words that nobody has resolved: ${warnings.join('; ')}. ` +
    'Find out what they mean and correct that entry, or say in `override` why this sale is right.';
  return refuse('conflict', 'may-be-sold', message, { warnings });
}

/** The override that is recorded; undefined where there is nothing to override. */
export function overrideOf(
  film: FilmState,
  rights: Rights,
  entry: Entry,
  asking: Asking,
  reason: string | undefined,
): Override | undefined {
  const warnings = reason === undefined ? [] : warningsOf(film, rights, entry, asking);
  return reason === undefined || warnings.length === 0 ? undefined : { reason, warnings };
}
