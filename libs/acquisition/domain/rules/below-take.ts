import type { FilmState, Offer } from '../film';
import { isEmpty, overlap } from '../rights';
import { headline } from '../status';
import { regionOfRights } from '../status';
import type { Refusal } from './decision';
import { refuse } from './decision';

/**
 * Refuses an acceptance below take that nobody approved. The take of an offer is the sum of the takes of the estimate
 * lines whose rights it touches, currency by currency; a price that is not known is below any take.
 */
export function refuseIfBelowTake(film: FilmState, offer: Offer): Refusal | undefined {
  if (offer.approvedRung !== null && offer.approvedRung === offer.ladder.at(-1)?.eventId) return undefined;
  const takes = new Map<string, number>();
  for (const { rights, take } of film.estimates) {
    if (take?.kind !== 'exact' || isEmpty(overlap(regionOfRights(rights), regionOfRights(offer.rights)))) continue;
    takes.set(take.currency, (takes.get(take.currency) ?? 0) + take.minor);
  }
  const offered = headline(offer.terms);
  const reachesOne = [...takes].some(([currency, take]) =>
    offered.some((total) => total.currency === currency && total.minMinor >= take),
  );
  if (takes.size === 0 || reachesOne) return undefined;
  const message = `The terms of ${offer.buyer} are below take: they need an approval before they can be accepted.`;
  return refuse('conflict', 'needs-approval', message);
}
