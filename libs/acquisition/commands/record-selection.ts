import { recordSelection } from '#acquisition/domain';
import { EntryDetails, Name } from './details';
import { FilmCommand } from './film-command';

export class SelectionDetails extends EntryDetails {
  @Name('The festival or market.')
  festival!: string;

  @Name('Its section.', { optional: true })
  section?: string;

  @Name('Its own tag, such as `Sales Title`.', { optional: true })
  label?: string;
}

/** Records that a festival or market selected the film. */
export class RecordSelection extends FilmCommand({
  title: 'Record selection',
  summary: 'Records that a festival or market selected the film.',
  path: 'selections',
  action: 'reception:record',
  details: SelectionDetails,
  rule: recordSelection,
  example: {
    festival: 'Toronto International Film Festival',
    section: 'Special Presentations',
    occurredAt: '2024-07-23',
  },
}) {}
