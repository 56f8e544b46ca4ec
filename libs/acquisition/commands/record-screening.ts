import { recordScreening } from '#acquisition/domain';
import { EntryDetails, TimeOfDay, Name, Whole } from './details';
import { FilmCommand } from './film-command';

export class ScreeningDetails extends EntryDetails {
  @Name('The festival.', { optional: true })
  festival?: string;

  @Name('Its section.', { optional: true })
  section?: string;

  @Name('The house.', { optional: true })
  venue?: string;

  @Name('`world`, `international`, `North American` …', { optional: true })
  premiere?: string;

  @Name('`public`, `press & industry` …', { optional: true })
  audience?: string;

  @Whole('People in the house.', 0, 10_000_000, { optional: true })
  audienceSize?: number;

  @TimeOfDay('Local time at which it began.', { optional: true })
  startTime?: string;

  @Whole('Delay in minutes.', 0, 1_440, { optional: true })
  delayMinutes?: number;
}

/** Records that the film was shown to an audience. */
export class RecordScreening extends FilmCommand({
  title: 'Record screening',
  summary: 'Records that the film was shown to an audience.',
  path: 'screenings',
  action: 'reception:record',
  details: ScreeningDetails,
  rule: recordScreening,
  example: {
    festival: 'Toronto International Film Festival',
    venue: 'Princess of Wales Theatre',
    premiere: 'world',
    occurredAt: '2024-09-07',
  },
}) {}
