import { raiseOffer } from '#acquisition/domain';
import { EntryDetails, InstantField, OptionalRights, RightsDetails, Terms, TermsDetails } from './details';
import { FilmCommand } from './film-command';

export class RaiseBody extends EntryDetails {
  @Terms('The new terms, all of them.')
  terms!: TermsDetails;

  @OptionalRights('Only when the rights change too.')
  rights?: RightsDetails;

  @InstantField('When the offer now lapses by itself.', { optional: true })
  expiresAt?: string;
}

/** The buyer betters its own offer. */
export class RaiseOffer extends FilmCommand({
  title: 'Raise offer',
  summary: 'The buyer betters its own offer.',
  path: 'offers/:offerId/raise',
  action: 'offers:make',
  details: RaiseBody,
  rule: raiseOffer,
  example: { terms: { guarantee: { minor: 175_000_000, currency: 'USD' } }, occurredAt: '2024-09-09' },
}) {}
