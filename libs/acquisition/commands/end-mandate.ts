import { endMandate } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class MandateEndDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Ends a mandate; what was sold under it stays sold. */
export class EndMandate extends FilmCommand({
  title: 'End mandate',
  summary: 'Ends a mandate; what was sold under it stays sold.',
  path: 'mandates/:mandateId/end',
  action: 'mandates:end',
  details: MandateEndDetails,
  rule: endMandate,
  example: { occurredAt: '2024-12-01' },
}) {}
