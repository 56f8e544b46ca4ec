import type { Decision, Entry, FilmState, OccurredAt, Source } from '#acquisition/domain';

/** Something that somebody records on a film: one command. */
export interface Step {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** UUIDv7 of that moment: of the command, and so of the offer, deal or mandate that it begins. */
  readonly id: string;
  /** As on its button: `Make offer`. */
  readonly command: string;
  readonly details: object;
  readonly occurredAt: OccurredAt;
  readonly source: Source;
  readonly decide: (film: FilmState, entry: Entry) => Decision;
}

/** What became of a step. */
export interface Told {
  readonly id: string;
  /** The film after it. */
  readonly film: FilmState;
  /** False when the rule refused it: nothing was recorded then. */
  readonly accepted: boolean;
}

/** Steps that are told one after the other, each knowing what became of those before. */
export type Telling<Result = void> = Generator<Step, Result, Told>;
