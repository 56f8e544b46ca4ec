import { withdrawFilm } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class WithdrawalDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Takes the film off the market; what was sold stays sold. */
export class WithdrawFilm extends FilmCommand({
  title: 'Withdraw film',
  summary: 'Takes the film off the market; what was sold stays sold.',
  path: 'withdrawals',
  action: 'films:withdraw',
  details: WithdrawalDetails,
  rule: withdrawFilm,
  example: { reason: 'The producers want a new cut.', occurredAt: '2024-10-01' },
}) {}
