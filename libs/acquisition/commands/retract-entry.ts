import { retractEntry } from '#acquisition/domain';
import { EntryDetails, Flag, Id, Text } from './details';
import { FilmCommand } from './film-command';

export class RetractionDetails extends EntryDetails {
  @Id('The entry that is retracted.')
  retracts!: string;

  @Text('Why.', { optional: true })
  reason?: string;

  @Flag('Record it also where it contradicts other entries, and open a dispute about it.', { optional: true })
  dispute?: boolean;
}

/** Says that an earlier entry should not have been made; it stays in the record, marked. */
export class RetractEntry extends FilmCommand({
  title: 'Retract entry',
  summary: 'Says that an earlier entry should not have been made; it stays in the record, marked.',
  path: 'retractions',
  action: 'record:correct',
  details: RetractionDetails,
  rule: retractEntry,
  example: { retracts: '0190a0a0-0000-7000-8000-000000000001', reason: 'Entered twice.' },
}) {}
