import { correctEntry } from '#acquisition/domain';
import { EntryDetails, Changes, Flag, Id, OccurredField, Text } from './details';
import { FilmCommand } from './film-command';

export class CorrectionBody extends EntryDetails {
  @Id('The entry that is corrected.')
  corrects!: string;

  @Changes('Its fields with their right values; `null` takes an optional field out.')
  changes?: Record<string, unknown>;

  @OccurredField('When it really occurred.', { optional: true })
  occurred?: string;

  @Text('How it is known.', { optional: true })
  reason?: string;

  @Flag('Record it also where it contradicts other entries, and open a dispute about it.', { optional: true })
  dispute?: boolean;
}

/** Says what an earlier entry should have said; the entry itself stays. */
export class CorrectEntry extends FilmCommand({
  title: 'Correct entry',
  summary: 'Says what an earlier entry should have said; the entry itself stays.',
  path: 'corrections',
  action: 'record:correct',
  details: CorrectionBody,
  rule: correctEntry,
  example: {
    corrects: '0190a0a0-0000-7000-8000-000000000001',
    changes: { venue: 'Roy Thomson Hall' },
    reason: 'The printed programme.',
  },
}) {}
