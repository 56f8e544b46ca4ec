import type { FilmState, OccurredAt } from '#acquisition/domain';
import type { Step } from '#acquisition/importing';
import type { ChronicleRow } from './chronicle';
import type { Fields } from './fields';

/** What a row is recorded as. */
export type Mapped =
  | { readonly steps: readonly [Step, ...Step[]]; readonly remarks?: readonly string[] }
  /** Nothing but a note has a place for it; `note` says why. */
  | { readonly note: string };

/** What a mapping sees beside its row. */
export interface RowContext {
  readonly film: FilmState;
  readonly row: ChronicleRow;
  /** When the film was acquired next, by the chronicle; undefined when it was not. */
  readonly nextAcquisition: OccurredAt | undefined;
}

/** Says what the rows of one type are recorded as; takes from `fields` what it has a place for. */
export type RowMapping = (fields: Fields, context: RowContext) => Mapped;

export const recordedAs = (...steps: readonly [Step, ...Step[]]): Mapped => ({ steps });
export const asNote = (why: string): Mapped => ({ note: why });
