import { declineOffer } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class DeclineDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** The seller says no. */
export class DeclineOffer extends FilmCommand({
  title: 'Decline offer',
  summary: 'The seller says no.',
  path: 'offers/:offerId/decline',
  action: 'offers:decline',
  details: DeclineDetails,
  rule: declineOffer,
  example: { reason: 'Too low.', occurredAt: '2024-09-10' },
}) {}
