import type { OccurredAt } from '#acquisition/domain';

/** A dated fact of a chronicle, its envelope read, its own fields as they stand in the file. */
export interface ChronicleRow {
  /** Where it stands: `K-Pops! (2024) events[3]`. */
  readonly place: string;
  readonly type: string;
  /** As it is written. */
  readonly date: string;
  readonly occurredAt: OccurredAt;
  /** True when the file says that it does not know the date: then only the year of the date given is taken. */
  readonly isDateUnknown: boolean;
  /** The row's own sources. */
  readonly cites: readonly string[];
  /** Every field but `type`, `date`, `datePrecision` and `source`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The whole row, as it stands in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A film of a chronicle. */
export interface ChronicleFilm {
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
  /** In the order of the file: `events`, then `contextEvents`. */
  readonly rows: readonly ChronicleRow[];
}

/** Why a chronicle cannot be read any further. */
export interface ChronicleProblem {
  /** `not-json`: it is no JSON at all; `wrong-shape`: something in it is not what the format says. */
  readonly code: 'not-json' | 'wrong-shape';
  /** A sentence that says where, what, and what was expected. */
  readonly message: string;
  /** The film or row: `K-Pops! (2024) events[3]`, or `film 12` where it has no title. */
  readonly place?: string;
  readonly field?: string;
  readonly expected?: string;
  /** Of text that is no JSON, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** The films up to the first one that cannot be read, and why that one cannot. */
export interface ChronicleReading {
  readonly films: readonly ChronicleFilm[];
  readonly problem?: ChronicleProblem;
}
