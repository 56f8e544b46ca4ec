import { recordPass } from '#acquisition/domain';
import { EntryDetails, Name, Text } from './details';
import { FilmCommand } from './film-command';

export class PassDetails extends EntryDetails {
  @Name('The buyer.')
  buyer!: string;

  @Text('Why.', { optional: true })
  reason?: string;
}

/** Records that a buyer said no to the film. */
export class RecordPass extends FilmCommand({
  title: 'Record pass',
  summary: 'Records that a buyer said no to the film.',
  path: 'passes',
  action: 'buyers:record',
  details: PassDetails,
  rule: recordPass,
  example: { buyer: 'Focus Features', reason: 'Slate is full.', occurredAt: '2024-09-09' },
}) {}
