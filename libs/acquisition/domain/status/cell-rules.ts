import type { CellStatus } from './parts';

/** Why cells have a status: the first of these that holds of them, from the strongest on (docs/reference/phases.md). */
export interface CellRule {
  /** 1 to 8. */
  readonly rule: number;
  readonly words: string;
}

const IN_ORDER: readonly (readonly [CellStatus, string])[] = [
  ['licensed', 'a deal holds them, and its long form is executed'],
  ['committed', 'a deal holds them: its memo is signed'],
  ['expired', 'a mandate covered them, and has ended'],
  ['not controlled', 'no mandate covers them'],
  ['reserved', 'a verbal acceptance of them is live'],
  ['held back', 'a holdback of a deal covers them'],
  ['under offer', 'an offer for them is live'],
  ['available', 'a mandate covers them, and nothing else holds of them'],
];

const RULES = new Map(IN_ORDER.map(([status, words], index) => [status, { rule: index + 1, words }]));

/** By which rule cells have a status. */
export function cellRule(status: CellStatus): CellRule {
  const rule = RULES.get(status);
  if (rule === undefined) throw new Error(`There is no rule for "${status}".`);
  return rule;
}
