import type { Decision, Entry, FilmState, OccurredAt, Rule } from '#acquisition/domain';
import { decide } from '#acquisition/domain';

/** One request of a row to the domain's rules. */
export interface Step {
  /** @param begun id of the offer, deal or mandate that the row's first step began. */
  readonly decide: (film: FilmState, entry: Entry, begun: string) => Decision;
  /** Only where it is not that of the row. */
  readonly occurredAt?: OccurredAt;
}

/** Asks a rule of the domain. */
export const ask = <Details>(rule: Rule<Details>, details: Details, occurredAt?: OccurredAt): Step => ({
  decide: (film, entry) => decide(rule, film, details, entry),
  ...(occurredAt === undefined ? {} : { occurredAt }),
});

/** The same about the offer or deal that the row's first step began. */
export const askAboutBegun = <Details>(
  rule: Rule<Details>,
  details: (begun: string) => Details,
  occurredAt: OccurredAt,
): Step => ({
  decide: (film, entry, begun) => decide(rule, film, details(begun), entry),
  occurredAt,
});
