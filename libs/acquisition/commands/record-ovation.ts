import { recordOvation } from '#acquisition/domain';
import { EntryDetails, Name, OneOf, Quantity } from './details';
import { FilmCommand } from './film-command';

export class OvationBody extends EntryDetails {
  @OneOf('Whether the house stood.', ['standing', 'seated'])
  kind!: 'standing' | 'seated';

  @Name('In one word: `ecstatic`, `polite` …', { optional: true })
  intensity?: string;

  @Quantity('Length in minutes; leave it out when nobody timed it.', 0, 1_440, { optional: true })
  minutes?: number;

  @Name('The festival.', { optional: true })
  festival?: string;

  @Name('The house.', { optional: true })
  venue?: string;

  @Name('Who timed or reported it.', { optional: true })
  reportedBy?: string;
}

/** Records what one witness or outlet said of the applause. */
export class RecordOvation extends FilmCommand({
  title: 'Record ovation',
  summary: 'Records what one witness or outlet said of the applause.',
  path: 'ovations',
  action: 'reception:record',
  details: OvationBody,
  rule: recordOvation,
  example: { kind: 'standing', intensity: 'ecstatic', venue: 'Princess of Wales Theatre', occurredAt: '2024-09-07' },
}) {}
