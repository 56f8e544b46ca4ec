import { dateRelease } from '#acquisition/domain';
import { EntryDetails, Name, OccurredField, OptionalRights, RightsDetails } from './details';
import { FilmCommand } from './film-command';

export class ReleaseDateBody extends EntryDetails {
  @Name('Who releases it.', { optional: true })
  distributor?: string;

  @OptionalRights('Where and in which media.')
  rights?: RightsDetails;

  @OccurredField('Day, month or year; leave it out to take the date back.', { optional: true })
  releaseOn?: string;
}

/** Announces a release for a date, moves it, or takes the date back. */
export class DateRelease extends FilmCommand({
  title: 'Date release',
  summary: 'Announces a release for a date, moves it, or takes the date back.',
  path: 'release-dates',
  action: 'releases:record',
  details: ReleaseDateBody,
  rule: dateRelease,
  example: {
    distributor: 'Aura Entertainment',
    rights: { territories: 'US', media: 'theatrical' },
    releaseOn: '2026-02-27',
    occurredAt: '2026-01-14',
  },
}) {}
