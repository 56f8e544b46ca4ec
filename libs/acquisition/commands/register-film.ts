import { EntryDetails, Matching, Name, Names, Whole } from './details';
import type { Action, CommandContext } from './film-command';

export class FilmBody extends EntryDetails {
  @Name('The title.')
  title!: string;

  @Whole('Year of the first public showing.', 1888, 2200)
  year!: number;

  @Names('All directors.', { least: 1 })
  directors!: string[];

  @Names('All production companies.', { optional: true })
  companies?: string[];

  @Matching(
    /^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u,
    'Its name in links, when another film has the same title and year. Default: made from both.',
    {
      optional: true,
      hint: 'must be words of small letters and digits joined by hyphens, such as k-pops-2024',
    },
  )
  slug?: string;
}

/** Puts a film on the slate. The one command that is not on a film: it begins one. */
export class RegisterFilm {
  static readonly declaration = {
    title: 'Register film',
    summary: 'Puts a film on the slate.',
    action: 'films:register' satisfies Action,
    details: FilmBody,
    example: { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' },
  };
  constructor(
    readonly details: FilmBody,
    readonly context: CommandContext,
  ) {}
}
