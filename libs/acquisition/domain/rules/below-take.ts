import type { FilmState, Offer } from '../film';
import type { Amount } from '../money';
import { covers, isEmpty, overlap } from '../rights';
import { headline, regionOfRights } from '../status';
import type { Decision, Entry, Refusal } from './decision';
import { record, refuse } from './decision';

type Agreed = Pick<Offer, 'buyer' | 'rights' | 'terms'>;

/** True for the terms on the table, for no more than the rights on the table: what an approval is asked and given for. */
const isOnTheTable = ({ rights, terms }: Agreed, offer: Offer): boolean =>
  JSON.stringify(terms) === JSON.stringify(offer.terms) && covers(regionOfRights(offer.rights), regionOfRights(rights));

const rungOf = (offer: Offer): string | null => offer.ladder.at(-1)?.eventId ?? null;

/** An approval is for what was on the table then: it dies when the terms change, also by a correction of them. */
function isApproved(film: FilmState, agreed: Agreed, offer: Offer): boolean {
  const { approval } = offer;
  if (approval === null || approval.rung === null || approval.rung !== rungOf(offer)) return false;
  const placeOf = (eventId: string): number => film.history.findIndex(({ id }) => id === eventId);
  const corrections = film.amendments.get(approval.rung)?.by ?? [];
  return isOnTheTable(agreed, offer) && !corrections.some((id) => placeOf(id) > placeOf(approval.eventId));
}

/** The least that a sum comes to; undefined where there is none. */
export function leastOf(amount: Amount | undefined): { readonly currency: string; readonly minor: number } | undefined {
  if (amount?.kind === 'exact') return amount;
  return amount?.kind === 'range' && amount.minMinor !== null
    ? { currency: amount.currency, minor: amount.minMinor }
    : undefined;
}

/**
 * True for terms that need an approval, and have none. The take is the sum of the takes of the estimate lines whose rights
 * are touched (of a range the least), currency by currency, and each must be reached; a price that is not known is below any
 * take.
 */
export function isBelowTake(film: FilmState, agreed: Agreed, offer: Offer | undefined): boolean {
  if (offer !== undefined && isApproved(film, agreed, offer)) return false;
  const takes = new Map<string, number>();
  for (const { rights, take } of film.estimates) {
    const least = leastOf(take);
    if (least === undefined || isEmpty(overlap(regionOfRights(rights), regionOfRights(agreed.rights)))) continue;
    takes.set(least.currency, (takes.get(least.currency) ?? 0) + least.minor);
  }
  const offered = headline(agreed.terms);
  return ![...takes].every(([currency, take]) =>
    offered.some((total) => total.currency === currency && total.minMinor >= take),
  );
}

/** What is answered while terms below take are not approved. */
export const needsApproval = (message: string): Refusal => refuse('conflict', 'needs-approval', message);

/** What the one who asked is told: the request stands in the record, the sale does not. */
export const APPROVAL_REQUESTED =
  'These terms are below take: an approval of them is requested. Once somebody else has approved the offer, ask again.';

/**
 * Asks for an approval of terms below take, once for the same terms; undefined for terms that may be agreed to. What was
 * agreed without an offer, or otherwise than it stands on the table, has nothing that could be approved. History (an
 * import) was agreed to long ago.
 */
export function requestIfBelowTake(
  film: FilmState,
  agreed: Agreed,
  offer: Offer | undefined,
  wanted: 'acceptance' | 'deal memo',
  entry: Entry,
): Decision | undefined {
  if (entry.source.kind === 'import' || !isBelowTake(film, agreed, offer)) return undefined;
  // Accepted as it stands: the memo only says so again, whatever the take has come to since.
  if (offer?.status === 'accepted' && isOnTheTable(agreed, offer)) return undefined;
  if (offer === undefined || !isOnTheTable(agreed, offer)) {
    const message = `The terms of ${agreed.buyer} are below take: record them as an offer, or raise the offer to them, and have that approved.`;
    return needsApproval(message);
  }
  const { approvalRequest } = offer;
  if (approvalRequest === null || approvalRequest.rung !== rungOf(offer))
    return record('ApprovalRequested', { offerId: offer.offerId, wanted });
  return needsApproval(
    `The terms of ${agreed.buyer} are below take and wait for an approval, which ${approvalRequest.by} asked for.`,
  );
}
