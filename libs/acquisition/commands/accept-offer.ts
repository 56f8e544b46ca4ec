import { acceptOffer } from '#acquisition/domain';
import { EntryDetails, InstantField, Text } from './details';
import { FilmCommand } from './film-command';

export class AcceptanceBody extends EntryDetails {
  @InstantField('When the reservation lapses by itself.', { optional: true })
  reservedUntil?: string;

  @Text('Why this offer won.', { optional: true })
  reason?: string;

  @Text('Why it is right to sell what unresolved words of other deals may stand for.', { optional: true })
  override?: string;
}

/** A verbal yes: reserves the rights until a time. */
export class AcceptOffer extends FilmCommand({
  title: 'Accept offer',
  summary: 'A verbal yes: reserves the rights until a time.',
  path: 'offers/:offerId/accept',
  action: 'offers:accept',
  details: AcceptanceBody,
  rule: acceptOffer,
  example: { reason: 'Theatrical plan.', occurredAt: '2024-09-10' },
}) {}
