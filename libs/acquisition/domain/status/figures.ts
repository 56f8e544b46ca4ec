import type { Terms } from '../events';
import type { Deal, FilmState, Offer } from '../film';
import type { Amount } from '../money';
import { totals } from '../money';
import type { Total } from '../money';
import { liveDeals, standingOffers } from './holdings';
import type { At } from './moment';

/** Guarantee and guaranteed bonuses: what is due whatever happens. One total for each currency. */
export const headline = (terms: Terms): readonly Total[] =>
  totals([terms.guarantee, ...(terms.guaranteedBonuses ?? [])] satisfies readonly Amount[]);

/** Money of a film by kind. The three are never added together, nor are two currencies. */
export interface Figures {
  readonly offered: readonly Total[];
  readonly reserved: readonly Total[];
  readonly committed: readonly Total[];
}

/** The offers and deals that each kind of money is of. */
export interface FigureParts {
  readonly offered: readonly Offer[];
  readonly reserved: readonly Offer[];
  readonly committed: readonly Deal[];
}

/** The offers that are open, those that reserve, and the deals that are live at a moment. */
export function figureParts(film: Pick<FilmState, 'offers' | 'deals'>, at: At): FigureParts {
  const { open, reserved } = standingOffers(film, at);
  return { offered: open, reserved, committed: liveDeals(film, at.day) };
}

/** Headline totals of the offers that are open, of those that reserve, and of the deals that are live at a moment. */
export function figuresOf(film: Pick<FilmState, 'offers' | 'deals'>, at: At): Figures {
  const sums = (parts: readonly (Offer | Deal)[]) =>
    totals(parts.flatMap(({ terms: { guarantee, guaranteedBonuses = [] } }) => [guarantee, ...guaranteedBonuses]));
  const { offered, reserved, committed } = figureParts(film, at);
  return { offered: sums(offered), reserved: sums(reserved), committed: sums(committed) };
}
