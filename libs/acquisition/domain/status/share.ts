import type { FilmState } from '../film';
import type { Coverage } from '../rights';
import { NO_COVERAGE, countLots, coverageOf, coversAll, joinCoverage, overlap } from '../rights';
import type { Day } from '../time';
import { days, heldBy, liveDeals, mandateCover } from './holdings';
import type { At } from './moment';

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

const known = new WeakMap<FilmState, { readonly day: Day; readonly share: Share }>();

/**
 * The share acquired of the mandate: of all (territory lot, medium) pairs under the mandate, each weighing the same,
 * those committed or licensed on or after the day. A lot sold for some of its countries counts for that part of them.
 * It measures rights, not money: Antarctica weighs as much as France. A grant limited to some languages counts nothing.
 */
export function shareOf(film: FilmState, at: At): Share {
  const remembered = known.get(film);
  if (remembered?.day === at.day) return remembered.share;
  const deals = liveDeals(film, at.day);
  if (deals.length === 0) return NOTHING;
  const lasting = days(at.day, null);
  const mandated = coverageOf(overlap(mandateCover(film, at.day).region, lasting));
  const sold = deals.reduce<Coverage>(
    (sum, deal) => joinCoverage(sum, coverageOf(overlap(heldBy(deal), lasting))),
    NO_COVERAGE,
  );
  const { pairs, covered } = countLots(mandated, sold);
  const isAll = pairs > 0 && coversAll(mandated, sold);
  const rounded = pairs === 0 ? 0 : Math.round((covered / pairs) * 10_000) / 10_000;
  const share = { acquired: isAll ? 1 : Math.min(rounded, ALMOST_ALL), isAll };
  known.set(film, { day: at.day, share });
  return share;
}
