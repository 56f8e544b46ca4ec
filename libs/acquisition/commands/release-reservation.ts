import { releaseReservation } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class ReservationReleaseDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Gives up a verbal yes before its time. */
export class ReleaseReservation extends FilmCommand({
  title: 'Release reservation',
  summary: 'Gives up a verbal yes before its time.',
  path: 'offers/:offerId/release',
  action: 'offers:accept',
  details: ReservationReleaseDetails,
  rule: releaseReservation,
  example: { reason: 'No memo came.', occurredAt: '2024-09-12' },
}) {}
