import type { ImportProblem, ToldFilm, ToldRow } from '#acquisition/importing';

/** A dated fact of a chronicle, its envelope read, its own fields as they stand in the file. */
export interface ChronicleRow extends ToldRow {
  /** True when the file says that it does not know the date: then only the year of the date given is taken. */
  readonly isDateUnknown: boolean;
  /** The row's own sources. */
  readonly cites: readonly string[];
  /** Every field but `type`, `date`, `datePrecision` and `source`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The whole row, as it stands in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A film of a chronicle; its rows in the order of the file: `events`, then `contextEvents`. */
export type ChronicleFilm = ToldFilm<ChronicleRow>;

/** Why a chronicle cannot be read any further. */
export interface ChronicleProblem extends ImportProblem {
  /** `not-json`: it is no JSON at all; `wrong-shape`: something in it is not what the format says. */
  readonly code: 'not-json' | 'wrong-shape';
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
