import { recordAward } from '#acquisition/domain';
import { EntryDetails, Name } from './details';
import { FilmCommand } from './film-command';

export class AwardDetails extends EntryDetails {
  @Name('The prize.')
  award!: string;

  @Name('Where it was won.', { optional: true })
  festival?: string;
}

/** Records a prize. */
export class RecordAward extends FilmCommand({
  title: 'Record award',
  summary: 'Records a prize.',
  path: 'awards',
  action: 'reception:record',
  details: AwardDetails,
  rule: recordAward,
  example: {
    award: 'People’s Choice Award',
    festival: 'Toronto International Film Festival',
    occurredAt: '2024-09-15',
  },
}) {}
