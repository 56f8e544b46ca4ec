import type { Figures, Phase, Total } from '#acquisition/domain';
import { NO_CURRENCY, PHASES } from '#acquisition/domain';
import type { SlateRow } from './slate-row';

/** The slate in figures. */
export interface SlateSummary {
  readonly films: number;
  readonly byPhase: Readonly<Record<Phase, number>>;
  /** Offers that wait for an answer. */
  readonly liveOffers: number;
  /** Verbal acceptances that reserve rights. */
  readonly reservations: number;
  readonly liveDeals: number;
  /** Each kind by currency; neither two kinds nor two currencies are ever added together. */
  readonly figures: Figures;
}

/** The slate in figures, from its rows. Pure. */
export function summaryOf(
  rows: readonly Pick<SlateRow, 'phase' | 'live_offers' | 'reservations' | 'live_deals' | 'figures'>[],
): SlateSummary {
  const figures = rows.map((row) => JSON.parse(row.figures) as Figures);
  const sum = (field: 'live_offers' | 'reservations' | 'live_deals') =>
    rows.reduce((total, row) => total + row[field], 0);
  return {
    films: rows.length,
    byPhase: Object.fromEntries(
      PHASES.map((phase) => [phase, rows.filter((row) => row.phase === phase).length]),
    ) as Record<Phase, number>,
    liveOffers: sum('live_offers'),
    reservations: sum('reservations'),
    liveDeals: sum('live_deals'),
    figures: {
      offered: addUp(figures.map(({ offered }) => offered)),
      reserved: addUp(figures.map(({ reserved }) => reserved)),
      committed: addUp(figures.map(({ committed }) => committed)),
    },
  };
}

/** Totals of several films, currency by currency. An unknown amount opens the upper bound of every total, as in one film. */
function addUp(films: readonly (readonly Total[])[]): Total[] {
  // Each total of one film counts the same unknown amounts.
  const unknown = films.reduce((sum, totals) => sum + (totals[0]?.unknown ?? 0), 0);
  const sums = new Map<string, { min: number; max: number | null }>();
  for (const { currency, minMinor, maxMinor } of films.flat()) {
    const before = sums.get(currency) ?? { min: 0, max: 0 };
    const max = before.max === null || maxMinor === null ? null : before.max + maxMinor;
    sums.set(currency, { min: before.min + minMinor, max });
  }
  if (sums.size > 1) sums.delete(NO_CURRENCY);
  return [...sums]
    .map(([currency, { min, max }]) => ({ currency, minMinor: min, maxMinor: unknown > 0 ? null : max, unknown }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
