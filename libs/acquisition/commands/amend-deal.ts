import { amendDeal } from '#acquisition/domain';
import { EntryDetails, OptionalRights, OptionalTerms, RightsDetails, TermsDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class DealAmendmentBody extends EntryDetails {
  @OptionalRights('All rights of the deal from now on.')
  rights?: RightsDetails;

  @OptionalTerms('All terms of the deal from now on.')
  terms?: TermsDetails;

  @Text('Why.', { optional: true })
  reason?: string;
}

/** The parties change a deal; what is not named stays. */
export class AmendDeal extends FilmCommand({
  title: 'Amend deal',
  summary: 'The parties change a deal; what is not named stays.',
  path: 'deals/:dealId/amend',
  action: 'deals:sign',
  details: DealAmendmentBody,
  rule: amendDeal,
  example: { rights: { territories: 'North America' }, occurredAt: '2025-10-01' },
}) {}
