import type { RightsRequest } from '../rights';
import { conflictsOf } from '../status';
import type { Instant } from '../time';
import { withRights } from './asked-rights';
import type { TermsRequest } from './asked-terms';
import { withTerms } from './asked-terms';
import type { Rule } from './decision';
import { fact, recordAll, refuse, refuseFields, saleDay } from './decision';
import { notAfter } from './live-offer';

export interface OfferDetails {
  readonly buyer: string;
  readonly rights: RightsRequest;
  readonly terms?: TermsRequest;
  /** When the offer lapses by itself. */
  readonly expiresAt?: Instant;
  /** From the beginning it is recorded who is shown it. */
  readonly isConfidential?: boolean;
}

/** A buyer offers what it likes: what stands in the way is flagged, not refused. */
export const makeOffer: Rule<OfferDetails> = (film, details, entry) => {
  const { buyer, rights: asked, terms: offered, expiresAt, isConfidential = false } = details;
  if (film.withdrawn !== null)
    return refuse('conflict', 'film-withdrawn', `${film.title} is not for sale: it is withdrawn.`);
  if (notAfter(entry, expiresAt)) {
    return refuseFields([{ field: 'expiresAt', message: 'must be after the offer was made' }]);
  }
  return withRights(film, asked, entry, (rights) =>
    withTerms(offered, (terms) =>
      recordAll([
        fact('OfferMade', {
          offerId: entry.id,
          buyer,
          rights,
          terms,
          expiresAt: expiresAt ?? null,
          conflicts: conflictsOf(film, rights, entry.now, { offerId: entry.id, buyer, from: saleDay(entry) }),
        }),
        ...(isConfidential ? [fact('OfferKeptConfidential', { offerId: entry.id })] : []),
      ]),
    ),
  );
};
