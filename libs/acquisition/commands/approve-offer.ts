import { approveOffer } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class ApprovalDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Approves the terms on the table, so that they may be accepted below take. */
export class ApproveOffer extends FilmCommand({
  title: 'Approve offer',
  summary: 'Approves the terms on the table, so that they may be accepted below take.',
  path: 'offers/:offerId/approve',
  action: 'offers:approve',
  details: ApprovalDetails,
  rule: approveOffer,
  example: { reason: 'Best house for it.', occurredAt: '2024-09-09' },
}) {}
