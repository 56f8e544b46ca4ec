import { settleDispute } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class SettlementDetails extends EntryDetails {
  @Text('How it was settled.')
  outcome!: string;
}

/** Records how a dispute was settled. */
export class SettleDispute extends FilmCommand({
  title: 'Settle dispute',
  summary: 'Records how a dispute was settled.',
  path: 'disputes/:disputeId/settle',
  action: 'deals:dispute',
  details: SettlementDetails,
  rule: settleDispute,
  example: { outcome: 'Bought back.', occurredAt: '2025-12-01' },
}) {}
