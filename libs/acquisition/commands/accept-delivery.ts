import { acceptDelivery } from '#acquisition/domain';
import { EntryDetails } from './details';
import { FilmCommand } from './film-command';

/** The buyer accepts the delivered materials. */
export class AcceptDelivery extends FilmCommand({
  title: 'Accept delivery',
  summary: 'The buyer accepts the delivered materials.',
  path: 'deals/:dealId/delivery',
  action: 'deals:sign',
  details: EntryDetails,
  rule: acceptDelivery,
  example: { occurredAt: '2025-11-01' },
}) {}
