import type { FilmState } from '../film';
import type { CountryCode, Medium, RightsBlock } from '../rights';
import { LOTS, MEDIA, blocksOf, overlap } from '../rights';
import { days, heldBy, liveDeals, mandateCover } from './holdings';
import type { At } from './moment';

/** A cell is a country × a medium; here by number. */
type Cells = Set<string>;

const cell = (country: CountryCode, medium: Medium): string => `${country} ${medium}`;

function addCells(cells: Cells, blocks: readonly RightsBlock[]): void {
  for (const { territories, media, languages, exceptLanguages } of blocks) {
    if (languages !== null || exceptLanguages !== undefined) continue;
    for (const country of territories) for (const medium of media) cells.add(cell(country, medium));
  }
}

/** How much of the mandate is acquired. */
export interface Share {
  /** From 0 to 1, rounded to four decimals; 1 only when everything is acquired. */
  readonly acquired: number;
  /** Every country and medium of the mandate is committed or licensed. */
  readonly isAll: boolean;
}

/**
 * The share acquired of the mandate: of all (territory lot, medium) pairs under the mandate, each weighing the same,
 * those committed or licensed on or after the day. A lot sold for some of its countries counts for that part of them.
 * It measures rights, not money: Antarctica weighs as much as France. A grant limited to some languages counts nothing.
 */
export function shareOf(film: FilmState, at: At): Share {
  const lasting = days(at.day, null);
  const mandated: Cells = new Set();
  addCells(mandated, blocksOf(overlap(mandateCover(film, at.day).region, lasting), true));
  const sold: Cells = new Set();
  for (const deal of liveDeals(film, at.day)) addCells(sold, blocksOf(overlap(heldBy(deal), lasting), true));
  let [pairs, acquired] = [0, 0];
  for (const lot of LOTS) {
    for (const medium of MEDIA) {
      const cells = lot.countries.map((country) => cell(country, medium)).filter((c) => mandated.has(c));
      if (cells.length === 0) continue;
      pairs += 1;
      acquired += cells.filter((c) => sold.has(c)).length / cells.length;
    }
  }
  const isAll = pairs > 0 && [...mandated].every((c) => sold.has(c));
  const rounded = pairs === 0 ? 0 : Math.round((acquired / pairs) * 10_000) / 10_000;
  return { acquired: isAll ? 1 : Math.min(rounded, 0.9999), isAll };
}
