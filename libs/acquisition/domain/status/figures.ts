import type { Terms } from '../events';
import type { FilmState } from '../film';
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

/** Headline totals of the offers that are open, of those that reserve, and of the deals that are live at a moment. */
export function figuresOf(film: Pick<FilmState, 'offers' | 'deals'>, at: At): Figures {
  const sums = (terms: readonly Terms[]) => totals(terms.flatMap((t) => [t.guarantee, ...(t.guaranteedBonuses ?? [])]));
  const { open, reserved } = standingOffers(film, at);
  return {
    offered: sums(open.map(({ terms }) => terms)),
    reserved: sums(reserved.map(({ terms }) => terms)),
    committed: sums(liveDeals(film, at.day).map(({ terms }) => terms)),
  };
}
