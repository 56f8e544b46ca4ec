/** Why a file cannot be read any further. */
export interface ImportProblem {
  /** Stable. */
  readonly code: string;
  /** A sentence that says where, what, and what was expected. */
  readonly message: string;
}

/** What became of a row. `refused`: nothing of its film was recorded. */
export type RowOutcome = 'recorded' | 'already recorded' | 'kept as note' | 'refused';

export interface RowReport {
  /** Where it stands in the file: `K-Pops! (2024) events[3]`, `row 14`; of the registration, the film. */
  readonly row: string;
  readonly date: string;
  /** As the file has it; `film` for the registration. */
  readonly type: string;
  readonly outcome: RowOutcome;
  /** Types of the events that stand for it. */
  readonly events: readonly string[];
  /** What was decided about it, and why. */
  readonly remarks: readonly string[];
}

export interface FilmReport {
  readonly film: string;
  /** Empty for a film that is not on the slate. */
  readonly slug: string;
  /** `null`: not recorded, and so without an id. */
  readonly filmId: string | null;
  readonly outcome: 'recorded' | 'already recorded' | 'refused';
  readonly rows: readonly RowReport[];
}

export interface ImportCounts {
  readonly films: Readonly<Record<FilmReport['outcome'], number>>;
  /** Registrations are not counted. */
  readonly rows: Readonly<Record<RowOutcome, number>>;
  /** Events recorded now; in a dry run, those that would be. */
  readonly events: number;
}

/** What an import did, row by row. */
export interface ImportReport {
  readonly file: string;
  readonly dryRun: boolean;
  readonly films: readonly FilmReport[];
  readonly counts: ImportCounts;
  /** Where the file could not be read any further; the films before it were imported. */
  readonly stopped?: ImportProblem;
}

/** The type of the line that reports a registration. */
export const REGISTRATION = 'film';

export function countsOf(films: readonly FilmReport[], events: number): ImportCounts {
  const count = { recorded: 0, 'already recorded': 0, refused: 0 };
  const rows = { recorded: 0, 'already recorded': 0, 'kept as note': 0, refused: 0 };
  for (const film of films) {
    count[film.outcome] += 1;
    for (const row of film.rows) if (row.type !== REGISTRATION) rows[row.outcome] += 1;
  }
  return { films: count, rows, events };
}

/** True when every row of the file is recorded now, or was before. */
export const isComplete = ({ stopped, counts }: ImportReport): boolean =>
  stopped === undefined && counts.films.refused === 0;
