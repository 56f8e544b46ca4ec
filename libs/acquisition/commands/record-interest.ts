import { recordInterest } from '#acquisition/domain';
import { EntryDetails, Name, OptionalRights, RightsDetails } from './details';
import { FilmCommand } from './film-command';

export class InterestBody extends EntryDetails {
  @Name('The buyer.')
  buyer!: string;

  @OptionalRights('What it is interested in.')
  rights?: RightsDetails;
}

/** Records that a buyer is interested, without terms. */
export class RecordInterest extends FilmCommand({
  title: 'Record interest',
  summary: 'Records that a buyer is interested, without terms.',
  path: 'interest',
  action: 'buyers:record',
  details: InterestBody,
  rule: recordInterest,
  example: { buyer: 'Neon', rights: { territories: 'US' }, occurredAt: '2024-09-08' },
}) {}
