import type { Decision, Entry, FilmState, OccurredAt, Rule } from '#acquisition/domain';
import { decide } from '#acquisition/domain';
import type { ChronicleRow } from './chronicle';
import type { Fields } from './fields';

/** One request of a row to the domain's rules. */
export interface Step {
  /** @param begun id of the offer, deal or mandate that the row's first step began. */
  readonly decide: (film: FilmState, entry: Entry, begun: string) => Decision;
  /** Only where it is not that of the row. */
  readonly occurredAt?: OccurredAt;
}

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

/** Asks a rule of the domain. */
export const ask = <Details>(rule: Rule<Details>, details: Details, occurredAt?: OccurredAt): Step => ({
  decide: (film, entry) => decide(rule, film, details, entry),
  ...(occurredAt === undefined ? {} : { occurredAt }),
});

/** The same about the offer that the row's first step began. */
export const askAboutOffer = <Details>(
  rule: Rule<Details>,
  details: (offerId: string) => Details,
  occurredAt: OccurredAt,
): Step => ({
  decide: (film, entry, begun) => decide(rule, film, details(begun), entry),
  occurredAt,
});

export const recordedAs = (...steps: readonly [Step, ...Step[]]): Mapped => ({ steps });
export const asNote = (why: string): Mapped => ({ note: why });
