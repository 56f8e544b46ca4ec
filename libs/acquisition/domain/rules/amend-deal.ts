import type { RightsRequest } from '../rights';
import { withOptionalRights } from './asked-rights';
import type { TermsRequest } from './asked-terms';
import { withTerms } from './asked-terms';
import { refuseIfNotFree } from './check-offer';
import type { Rule } from './decision';
import { given, record, refuse, refuseFields, saleDay } from './decision';
import { withLiveDeal } from './live-deal';

export interface AmendmentDetails {
  readonly dealId: string;
  /** Replaces the rights of the deal. */
  readonly rights?: RightsRequest;
  /** Replaces the terms of the deal. */
  readonly terms?: TermsRequest;
  readonly reason?: string;
}

/** The parties change a deal. Rights it takes in must be free. */
export const amendDeal: Rule<AmendmentDetails> = (film, { dealId, rights: asked, terms: agreed, reason }, entry) =>
  withLiveDeal(film, dealId, entry, (deal) => {
    if (asked === undefined && agreed === undefined) {
      return refuseFields([{ field: 'rights', message: 'give rights or terms: what was amended?' }]);
    }
    if (asked !== undefined && film.withdrawn !== null) {
      return refuse('conflict', 'film-withdrawn', `${film.title} is not for sale: it is withdrawn.`);
    }
    return withOptionalRights(film, asked, entry, (rights) =>
      withTerms(agreed, (terms) => {
        const refusal =
          rights && refuseIfNotFree(film, rights, entry.now, { dealId, buyer: deal.buyer, from: saleDay(entry) });
        return (
          refusal ??
          record('DealAmended', {
            dealId,
            ...given({ rights, terms: agreed === undefined ? undefined : terms, reason }),
          })
        );
      }),
    );
  });
