import { counterOffer } from '#acquisition/domain';
import { EntryDetails, InstantField, OneOf, OptionalRights, RightsDetails, Terms, TermsDetails } from './details';
import { FilmCommand } from './film-command';

export class CounterBody extends EntryDetails {
  @Terms('The other terms, all of them.')
  terms!: TermsDetails;

  @OptionalRights('Only when the rights change too.')
  rights?: RightsDetails;

  @InstantField('When the counter lapses by itself.', { optional: true })
  expiresAt?: string;

  @OneOf('Who answers. Default: the seller.', ['seller', 'buyer'], { optional: true })
  by?: 'seller' | 'buyer';
}

/** One side answers an offer with other terms. */
export class CounterOffer extends FilmCommand({
  title: 'Counter offer',
  summary: 'One side answers an offer with other terms.',
  path: 'offers/:offerId/counter',
  action: 'offers:counter',
  details: CounterBody,
  rule: counterOffer,
  example: { terms: { guarantee: { minor: 225_000_000, currency: 'USD' } }, occurredAt: '2024-09-09' },
}) {}
