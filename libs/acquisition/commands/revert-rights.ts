import { revertRights } from '#acquisition/domain';
import { EntryDetails, OptionalRights, RightsDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class ReversionBody extends EntryDetails {
  @OptionalRights('The part; all that the deal holds when left out.')
  rights?: RightsDetails;

  @Text('Why.', { optional: true })
  reason?: string;
}

/** Rights of a deal go back to the seller from the day it occurred. */
export class RevertRights extends FilmCommand({
  title: 'Revert rights',
  summary: 'Rights of a deal go back to the seller from the day it occurred.',
  path: 'deals/:dealId/revert',
  action: 'deals:undo',
  details: ReversionBody,
  rule: revertRights,
  example: { reason: 'Never released.', occurredAt: '2025-10-01' },
}) {}
