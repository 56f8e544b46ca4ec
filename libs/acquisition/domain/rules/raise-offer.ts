import type { OfferCountered, Terms } from '../events';
import { NO_CURRENCY } from '../money';
import type { RightsRequest } from '../rights';
import { conflictsOf, headline } from '../status';
import { describePrice } from '../telling';
import type { Instant } from '../time';
import { withOptionalRights } from './asked-rights';
import type { TermsRequest } from './asked-terms';
import { withTerms } from './asked-terms';
import type { Decision, Entry, Rule } from './decision';
import { given, record, refuseFields, saleDay } from './decision';
import { notAfter, withLiveOffer } from './live-offer';
import type { FilmState } from '../film';

/** New terms for an offer that is on the table. */
export interface NewTermsDetails {
  readonly offerId: string;
  readonly terms: TermsRequest;
  /** Only when the rights change too. */
  readonly rights?: RightsRequest;
  readonly expiresAt?: Instant;
}

/** What raise and counter share: a live offer, terms that can be understood, and the conflicts of the rights now asked for. */
export const withNewTerms = (
  film: FilmState,
  details: NewTermsDetails,
  entry: Entry,
  goOn: (news: Omit<OfferCountered, 'by'>) => Decision,
): Decision =>
  withLiveOffer(film, details.offerId, entry, (offer) => {
    if (notAfter(entry, details.expiresAt)) {
      return refuseFields([{ field: 'expiresAt', message: 'must be after the terms were given' }]);
    }
    return withOptionalRights(film, details.rights, entry, (rights) =>
      withTerms(details.terms, (terms) =>
        goOn({
          offerId: offer.offerId,
          terms,
          ...given({ rights }),
          expiresAt: details.expiresAt ?? offer.expiresAt,
          conflicts: conflictsOf(film, rights ?? offer.rights, entry.now, {
            offerId: offer.offerId,
            buyer: offer.buyer,
            from: saleDay(entry),
          }),
        }),
      ),
    );
  });

/** True when the headline total is lower than before, or in another currency, so that nobody can say that it is not. */
function isNoRaise(before: Terms, after: Terms): boolean {
  const now = headline(after);
  return headline(before).some(({ currency, minMinor }) => {
    const same = now.find((total) => total.currency === currency);
    return currency !== NO_CURRENCY && (same === undefined || same.minMinor < minMinor);
  });
}

/** The buyer betters its own offer: what it offered last, not what it was countered with. */
export const raiseOffer: Rule<NewTermsDetails> = (film, details, entry) =>
  withNewTerms(film, details, entry, (news) => {
    const last = film.offers.get(news.offerId)?.ladder.findLast(({ by }) => by === 'buyer')?.terms;
    if (last === undefined || !isNoRaise(last, news.terms)) return record('OfferRaised', news);
    const message = `is less than the ${describePrice(last)} offered before, or in another currency: counter the offer by the buyer instead`;
    return refuseFields([{ field: 'terms.guarantee', message }]);
  });
