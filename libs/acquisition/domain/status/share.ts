import type { FilmState } from '../film';
import { memo } from '../memo';
import type { Coverage } from '../rights';
import { countLots, coversAll } from '../rights';
import { mandatedBy } from './holdings';
import type { At } from './moment';
import { coverageFrom, soldFrom } from './sold';

/** How much of the mandate is acquired. */
export interface Share {
  /** From 0 to 1, rounded to four decimals; 1 only when everything is acquired. */
  readonly acquired: number;
  /** Every country and medium of the mandate is committed or licensed. */
  readonly isAll: boolean;
}

const NOTHING: Share = { acquired: 0, isAll: false };

/** The largest share that is not everything. */
const ALMOST_ALL = 0.9999;

const known = memo<Coverage, { readonly mandated: Coverage; readonly share: Share }>();

/**
 * The share acquired of the mandate: of all (territory lot, medium) pairs under the mandate, each weighing the same,
 * those committed or licensed on or after the day. A lot sold for some of its countries counts for that part of them.
 * It measures rights, not money: Antarctica weighs as much as France. A grant limited to some languages counts nothing.
 */
export function shareOf({ deals, mandates }: Pick<FilmState, 'deals' | 'mandates'>, at: At): Share {
  if (deals.size === 0) return NOTHING;
  const mandated = coverageFrom(mandatedBy(mandates).region, at.day);
  const sold = soldFrom(deals, at.day);
  const remembered = known.get(sold);
  if (remembered?.mandated === mandated) return remembered.share;
  const { pairs, covered } = countLots(mandated, sold);
  const isAll = pairs > 0 && coversAll(mandated, sold);
  const rounded = pairs === 0 ? 0 : Math.round((covered / pairs) * 10_000) / 10_000;
  const share = { acquired: isAll ? 1 : Math.min(rounded, ALMOST_ALL), isAll };
  known.set(sold, { mandated, share });
  return share;
}
