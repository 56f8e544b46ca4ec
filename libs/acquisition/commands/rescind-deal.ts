import { rescindDeal } from '#acquisition/domain';
import { EntryDetails, OptionalRights, RightsDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class RescissionBody extends EntryDetails {
  @OptionalRights('The part; the whole deal when left out.')
  rights?: RightsDetails;

  @Text('Why.', { optional: true })
  reason?: string;
}

/** Undoes a deal, or a part of it, as if it had not been made. */
export class RescindDeal extends FilmCommand({
  title: 'Rescind deal',
  summary: 'Undoes a deal, or a part of it, as if it had not been made.',
  path: 'deals/:dealId/rescind',
  action: 'deals:undo',
  details: RescissionBody,
  rule: rescindDeal,
  example: { reason: 'Financing fell through.', occurredAt: '2025-10-01' },
}) {}
