import type { Rule } from '#acquisition/domain';
import type { EntryDetails } from './details';

/** What somebody may be allowed to do: `<area>:<verb>`. Roles are granted actions. */
export type Action = `${string}:${string}`;

type ParameterOf<Path extends string> = Path extends `${infer Step}/${infer Rest}`
  ? ParameterOf<Step> | ParameterOf<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never;

/** The ids that a path names: `offers/:offerId/raise` names `offerId`. */
export type PathParameters<Path extends string> = Readonly<Record<ParameterOf<Path>, string>>;

/** What the recorder needs to know of a command, whoever issues it. */
export interface RecordableCommand<Details = object> {
  /** As on its button: `Make offer`. */
  readonly title: string;
  readonly rule: Rule<Details>;
}

/** All that a command on a film says of itself; route, permission, API description and form are read from it. */
export interface FilmCommandDeclaration<
  Details extends EntryDetails = EntryDetails,
  Path extends string = string,
> extends RecordableCommand<Details & PathParameters<Path>> {
  /** One sentence for the reference. */
  readonly summary: string;
  /** Below `POST /api/films/{film}/`; `:name` is an id that becomes a field of the details. */
  readonly path: Path;
  readonly action: Action;
  readonly details: new () => Details;
  /** A body that works, shown in the reference and tried by the tests. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** Who asks, and how it came about. */
export interface CommandContext {
  readonly user: string;
  readonly role: string;
  /** A repeated request with the same key by the same user gets the first answer and changes nothing. */
  readonly idempotencyKey?: string;
  /** The revision the caller believes the film to be at. */
  readonly ifMatch?: bigint;
  readonly correlationId?: string;
}

/** A command on one film, ready to be dispatched. */
export interface CommandOnFilm {
  /** Slug or id. */
  readonly film: string;
  readonly details: EntryDetails & Readonly<Record<string, unknown>>;
  readonly context: CommandContext;
}

/** The class of a command: dispatched by identity, and declaring itself. */
export interface FilmCommandType {
  new (film: string, details: CommandOnFilm['details'], context: CommandContext): CommandOnFilm;
  readonly declaration: FilmCommandDeclaration;
}

/** Makes the class of a command from its declaration. */
export function FilmCommand<Details extends EntryDetails, Path extends string>(
  declaration: FilmCommandDeclaration<Details, Path>,
): FilmCommandType {
  return class implements CommandOnFilm {
    static readonly declaration = declaration as unknown as FilmCommandDeclaration;
    constructor(
      readonly film: string,
      readonly details: CommandOnFilm['details'],
      readonly context: CommandContext,
    ) {}
  };
}

/** True for the class of a command on a film. */
export const isFilmCommand = (exported: unknown): exported is FilmCommandType =>
  typeof exported === 'function' && 'declaration' in exported;
