import { openDispute } from '#acquisition/domain';
import { EntryDetails, Ids, Text } from './details';
import { FilmCommand } from './film-command';

export class DisputeBody extends EntryDetails {
  @Ids('The deals it is about.')
  dealIds!: string[];

  @Text('What it is about.')
  about!: string;
}

/** Records that parties disagree about who holds what. */
export class OpenDispute extends FilmCommand({
  title: 'Open dispute',
  summary: 'Records that parties disagree about who holds what.',
  path: 'disputes',
  action: 'deals:dispute',
  details: DisputeBody,
  rule: openDispute,
  example: { dealIds: ['0190a0a0-0000-7000-8000-000000000001'], about: 'Both claim Italy.', occurredAt: '2025-11-01' },
}) {}
