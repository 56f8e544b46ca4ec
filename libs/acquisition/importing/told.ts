import type { OccurredAt } from '#acquisition/domain';

/** A dated row of a file, of which only its mapping knows more. */
export interface ToldRow {
  /** Where it stands: `K-Pops! (2024) events[3]`, `row 14`. */
  readonly place: string;
  /** What kind of fact it tells, as the file has it. */
  readonly type: string;
  /** As it is written. */
  readonly date: string;
  readonly occurredAt: OccurredAt;
}

/** A film of which a file tells. */
export interface ToldFilm<Row extends ToldRow = ToldRow> {
  /** `K-Pops! (2024)`. */
  readonly place: string;
  readonly title: string;
  readonly year: number;
  readonly slug: string;
  readonly directors: readonly string[];
  readonly companies?: readonly string[];
  readonly cites: readonly string[];
  /** Fields of the film that have no place in its registration. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** What is to be said when it is registered. */
  readonly remarks?: readonly string[];
  /** When the earliest of what is told occurred. Default: the first of its rows. */
  readonly since?: OccurredAt;
  /** As the file has them. */
  readonly rows: readonly Row[];
}
