import type { Rule } from './decision';
import { record } from './decision';
import type { NewTermsDetails } from './raise-offer';
import { withNewTerms } from './raise-offer';

export interface CounterDetails extends NewTermsDetails {
  /** Who answers with other terms; default: the seller. */
  readonly by?: 'seller' | 'buyer';
}

/** One side answers an offer with other terms. */
export const counterOffer: Rule<CounterDetails> = (film, details, entry) =>
  withNewTerms(film, details, entry, (news) => record('OfferCountered', { ...news, by: details.by ?? 'seller' }));
