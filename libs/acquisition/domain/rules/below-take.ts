import type { FilmState, Offer } from '../film';
import { covers, isEmpty, overlap } from '../rights';
import { headline } from '../status';
import { regionOfRights } from '../status';
import type { Refusal } from './decision';
import { refuse } from './decision';

/** True for what an approval was given for: the terms on the table, for no more than the rights on the table. */
const isApproved = ({ rights, terms }: Agreed, offer: Offer): boolean =>
  offer.approvedRung !== null &&
  offer.approvedRung === offer.ladder.at(-1)?.eventId &&
  terms === offer.terms &&
  covers(regionOfRights(offer.rights), regionOfRights(rights));

type Agreed = Pick<Offer, 'buyer' | 'rights' | 'terms'>;

/**
 * Refuses terms below take that nobody approved. The take is the sum of the takes of the estimate lines whose rights are
 * touched, currency by currency, and each must be reached; a price that is not known is below any take.
 */
export function refuseIfBelowTake(film: FilmState, agreed: Agreed, offer: Offer | undefined): Refusal | undefined {
  if (offer !== undefined && isApproved(agreed, offer)) return undefined;
  const takes = new Map<string, number>();
  for (const { rights, take } of film.estimates) {
    if (take?.kind !== 'exact' || isEmpty(overlap(regionOfRights(rights), regionOfRights(agreed.rights)))) continue;
    takes.set(take.currency, (takes.get(take.currency) ?? 0) + take.minor);
  }
  const offered = headline(agreed.terms);
  const reachesAll = [...takes].every(([currency, take]) =>
    offered.some((total) => total.currency === currency && total.minMinor >= take),
  );
  if (reachesAll) return undefined;
  const message = `The terms of ${agreed.buyer} are below take: they need an approval before they can be accepted.`;
  return refuse('conflict', 'needs-approval', message);
}
