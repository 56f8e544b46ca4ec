import { amendFilmDetails } from '#acquisition/domain';
import { EntryDetails, Name, Names, Whole } from './details';
import { FilmCommand } from './film-command';

export class AmendmentOfDetails extends EntryDetails {
  @Name('The title from now on.', { optional: true })
  title?: string;

  @Whole('Year of the first public showing.', 1888, 2200, { optional: true })
  year?: number;

  @Names('All directors.', { optional: true, least: 1 })
  directors?: string[];

  @Names('All production companies.', { optional: true })
  companies?: string[];
}

/** Changes title, year, directors or companies from now on; the slug stays. */
export class AmendFilmDetails extends FilmCommand({
  title: 'Amend film details',
  summary: 'Changes title, year, directors or companies from now on; the slug stays.',
  path: 'amendments',
  action: 'films:amend',
  details: AmendmentOfDetails,
  rule: amendFilmDetails,
  example: { title: 'K-Pops', occurredAt: '2024-08-01' },
}) {}
