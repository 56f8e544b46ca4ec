import type { Figures, Phase } from '#acquisition/domain';
import type { SlateRow } from './slate-row';

/** A film as the slate lists it. */
export interface FilmOnSlate {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly year: number;
  readonly directors: readonly string[];
  readonly phase: Phase;
  /** Number of the phase rule that holds, and what it says. */
  readonly phaseRule: number;
  readonly phaseWords: string;
  /** When time alone may change it; `null`: only an event can. */
  readonly phaseUntil: string | null;
  /** Share of the mandate that is acquired, 0 to 1. */
  readonly share: number;
  readonly liveOffers: number;
  readonly reservations: number;
  readonly liveDeals: number;
  /** Of these, deals with words that resolved to nothing: what they cover is not in the share. */
  readonly unresolvedDeals: number;
  /** Buyers of live deals. */
  readonly buyers: readonly string[];
  /** Shortest and longest ovation reported, in minutes; `null` when none was timed. */
  readonly ovationMinutes: { readonly least: number; readonly most: number } | null;
  /** Money offered, reserved and committed, each by currency. */
  readonly figures: Figures;
  readonly lastOccurredOn: string;
  readonly lastRecordedAt: string;
  readonly revision: string;
}

export const filmOnSlate = (row: SlateRow): FilmOnSlate => ({
  filmId: row.film_id,
  slug: row.slug,
  title: row.title,
  year: row.year,
  directors: JSON.parse(row.directors) as string[],
  phase: row.phase as Phase,
  phaseRule: row.phase_rule,
  phaseWords: row.phase_words,
  phaseUntil: row.phase_until,
  share: row.share,
  liveOffers: row.live_offers,
  reservations: row.reservations,
  liveDeals: row.live_deals,
  unresolvedDeals: row.unresolved_deals,
  buyers: JSON.parse(row.buyers) as string[],
  ovationMinutes:
    row.least_minutes === null || row.most_minutes === null
      ? null
      : { least: row.least_minutes, most: row.most_minutes },
  figures: JSON.parse(row.figures) as Figures,
  lastOccurredOn: row.last_occurred_on,
  lastRecordedAt: row.last_recorded_at,
  revision: String(row.revision),
});
