import { reinstateFilm } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class ReinstatementDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Puts a withdrawn film back on the market. */
export class ReinstateFilm extends FilmCommand({
  title: 'Reinstate film',
  summary: 'Puts a withdrawn film back on the market.',
  path: 'reinstatements',
  action: 'films:reinstate',
  details: ReinstatementDetails,
  rule: reinstateFilm,
  example: { occurredAt: '2024-11-01' },
}) {}
