import { recordReview } from '#acquisition/domain';
import { EntryDetails, Name, Text } from './details';
import { FilmCommand } from './film-command';

export class ReviewDetails extends EntryDetails {
  @Name('The outlet.')
  outlet!: string;

  @Name('The critic.', { optional: true })
  critic?: string;

  @Text('What it said, in short.', { optional: true })
  verdict?: string;
}

/** Records a review; it is signal and decides no phase. */
export class RecordReview extends FilmCommand({
  title: 'Record review',
  summary: 'Records a review; it is signal and decides no phase.',
  path: 'reviews',
  action: 'reception:record',
  details: ReviewDetails,
  rule: recordReview,
  example: { outlet: 'Screen Daily', verdict: 'mixed', occurredAt: '2024-09-08' },
}) {}
