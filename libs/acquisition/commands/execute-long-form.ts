import { executeLongForm } from '#acquisition/domain';
import { EntryDetails, EvidenceDetails, OptionalEvidence } from './details';
import { FilmCommand } from './film-command';

export class LongFormDetails extends EntryDetails {
  @OptionalEvidence('The executed agreement.')
  evidence?: EvidenceDetails;
}

/** The long-form agreement is executed: the rights are licensed. */
export class ExecuteLongForm extends FilmCommand({
  title: 'Execute long form',
  summary: 'The long-form agreement is executed: the rights are licensed.',
  path: 'deals/:dealId/long-form',
  action: 'deals:sign',
  details: LongFormDetails,
  rule: executeLongForm,
  example: { occurredAt: '2025-09-01' },
}) {}
