import { withdrawOffer } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class OfferWithdrawalDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** The buyer takes its offer back. */
export class WithdrawOffer extends FilmCommand({
  title: 'Withdraw offer',
  summary: 'The buyer takes its offer back.',
  path: 'offers/:offerId/withdraw',
  action: 'offers:withdraw',
  details: OfferWithdrawalDetails,
  rule: withdrawOffer,
  example: { occurredAt: '2024-09-10' },
}) {}
