import { Name, OccurredField, OneOf, Part, DigestField, Text } from './fields';

/** On whose word something is recorded. */
export class SourceDetails {
  @OneOf('`witnessed` (somebody of ours was there), `document` (with its digest) or `press` (with its outlet).', [
    'witnessed',
    'document',
    'press',
  ])
  kind!: 'witnessed' | 'document' | 'press';

  @Name('Who saw or heard it.', { optional: true })
  by?: string;

  @Name('Name of the document.', { optional: true })
  name?: string;

  @DigestField('SHA-256 of the document.', { optional: true })
  sha256?: string;

  @Name('The outlet that reported it.', { optional: true })
  outlet?: string;

  @Text('Where the report can be read.', { optional: true })
  address?: string;
}

/** What every entry says beside its own details. */
export class EntryDetails {
  @OccurredField('When it happened, as precisely as it is known: a moment, day, week, month or year. Default: now.', {
    optional: true,
  })
  occurredAt?: string;

  @OneOf(
    'Coarser than the form of `occurredAt` says: `2025-06-16` known only to the week.',
    ['day', 'week', 'month', 'year'],
    { optional: true },
  )
  occurredPrecision?: 'day' | 'week' | 'month' | 'year';

  @Part('On whose word it is recorded. Default: witnessed by the user.', () => SourceDetails, { optional: true })
  source?: SourceDetails;
}
