import type { FilmState } from '../film';
import type { Amount, Currency, Total } from '../money';
import { totals } from '../money';
import type { Rights } from '../rights';
import { isEmpty, overlap } from '../rights';
import { regionOfRights } from './holdings';

/** What amounts come to: apart for each currency, or in one of them where rates are named. */
export type MoneyOf = (amounts: readonly Amount[]) => readonly Total[];

/** What an offer reaches of the ask, in one currency. */
export interface ShareOfAsk {
  readonly currency: Currency;
  /** Sum of the asks of the estimate lines whose rights the offer touches. */
  readonly ask: Total;
  /** Headline total by ask: 1 is all of it, `most` of null that no upper bound is known. `null` when the two cannot be compared. */
  readonly share: { readonly least: number; readonly most: number | null } | null;
}

const shareIn = (offered: Total, ask: Total): ShareOfAsk['share'] => {
  if (ask.minMinor === 0 || ask.minMinor !== ask.maxMinor) return null;
  const most = offered.maxMinor === null ? null : offered.maxMinor / ask.minMinor;
  return { least: offered.minMinor / ask.minMinor, most };
};

/**
 * Headline total against the asks of the estimate lines touched. It is known only where both are in the same currencies
 * and the ask is exact; without an ask for the rights there is none at all.
 */
export function shareOfAsk(
  film: FilmState,
  rights: Rights,
  headline: readonly Total[],
  moneyOf: MoneyOf = totals,
): readonly ShareOfAsk[] {
  const region = regionOfRights(rights);
  const asks = film.estimates.flatMap(({ rights: of, ask }) =>
    ask === undefined || isEmpty(overlap(regionOfRights(of), region)) ? [] : [ask],
  );
  const asked = moneyOf(asks);
  const isComparable =
    asked.length === headline.length && asked.every((ask, n) => ask.currency === headline[n]?.currency);
  return asked.map((ask, n) => {
    const offered = isComparable ? headline[n] : undefined;
    return { currency: ask.currency, ask, share: offered === undefined ? null : shareIn(offered, ask) };
  });
}
