import { takeNote } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class NoteDetails extends EntryDetails {
  @Text('The fact.')
  text!: string;
}

/** Keeps a fact that has no event of its own, in words. */
export class TakeNote extends FilmCommand({
  title: 'Take note',
  summary: 'Keeps a fact that has no event of its own, in words.',
  path: 'notes',
  action: 'record:note',
  details: NoteDetails,
  rule: takeNote,
  example: { text: 'Two buyers left before the end.', occurredAt: '2024-09-07' },
}) {}
