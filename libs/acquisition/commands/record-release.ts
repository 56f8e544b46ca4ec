import { recordRelease } from '#acquisition/domain';
import { EntryDetails, Name, Rights, RightsDetails, Whole } from './details';
import { FilmCommand } from './film-command';

export class ReleaseBody extends EntryDetails {
  @Name('Who released it.')
  distributor!: string;

  @Rights('Where and in which media it opened.')
  rights!: RightsDetails;

  @Whole('On how many screens.', 0, 1_000_000, { optional: true })
  screens?: number;
}

/** Records that the film opened. */
export class RecordRelease extends FilmCommand({
  title: 'Record release',
  summary: 'Records that the film opened.',
  path: 'releases',
  action: 'releases:record',
  details: ReleaseBody,
  rule: recordRelease,
  example: {
    distributor: 'Aura Entertainment',
    rights: { territories: 'US', media: 'theatrical' },
    occurredAt: '2026-02-27',
  },
}) {}
