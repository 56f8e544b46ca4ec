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

/** Films of one phase, counted. */
export interface PhaseCount {
  readonly phase: string;
  readonly films: number;
  readonly live_offers: number;
  readonly reservations: number;
  readonly live_deals: number;
}

/** One film, counted. */
export const countOf = ({ phase, live_offers, reservations, live_deals }: SlateRow): PhaseCount => ({
  phase,
  films: 1,
  live_offers,
  reservations,
  live_deals,
});

/** Figures of a film without any money, as its row has them. */
export const NO_FIGURES = JSON.stringify({ offered: [], reserved: [], committed: [] } satisfies Figures);

/**
 * The slate in figures. Pure.
 * @param counts Each film in one of them.
 * @param money The figures of each film, JSON; those without any may be left out.
 */
export function summaryOf(counts: readonly PhaseCount[], money: readonly string[]): SlateSummary {
  const figures = money.map((json) => JSON.parse(json) as Figures);
  const sum = (field: Exclude<keyof PhaseCount, 'phase'>, of = counts) =>
    of.reduce((total, count) => total + count[field], 0);
  const filmsIn = (phase: Phase) =>
    sum(
      'films',
      counts.filter((count) => count.phase === phase),
    );
  return {
    films: sum('films'),
    byPhase: Object.fromEntries(PHASES.map((phase) => [phase, filmsIn(phase)])) as Record<Phase, number>,
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
