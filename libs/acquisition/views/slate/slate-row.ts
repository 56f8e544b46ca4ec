import type { At, FilmState } from '#acquisition/domain';
import { figuresOf, liveDeals, nextChange, phaseOf, shareOf, standingOffers } from '#acquisition/domain';
import { searchKey } from '../search';

export interface SlateTables {
  slate: SlateRow;
}

/** Where a film stands, as of the moment its last event was recorded. */
export interface SlateRow {
  film_id: string;
  slug: string;
  title: string;
  /** What titles are sorted by: small letters, no leading article, no accents. */
  title_key: string;
  year: number;
  /** JSON array. */
  directors: string;
  /** Title, directors and buyers in small letters without accents. */
  search: string;
  phase: string;
  phase_rule: number;
  phase_words: string;
  /** When time alone may change the phase, and when it changes anything in the row; instants. */
  phase_until: string | null;
  holds_until: string | null;
  share: number;
  live_offers: number;
  reservations: number;
  live_deals: number;
  /** Live deals with words that resolved to no territory or medium: what they cover is not in the share. */
  unresolved_deals: number;
  /** Buyers of live deals, JSON array. */
  buyers: string;
  /** Shortest and longest ovation reported. */
  least_minutes: number | null;
  most_minutes: number | null;
  /** Money offered, reserved and committed, JSON. */
  figures: string;
  /** First day on which the latest thing that happened can have happened. */
  last_occurred_on: string;
  last_recorded_at: string;
  revision: number;
  position: string;
}

/** What titles are sorted by. */
export const titleSortKey = (title: string): string => searchKey(title).replace(/^(the|a|an)\s+/, '');

/** What is told apart from what the slate says of a film, or follows from it. */
type Apart =
  | 'film_id'
  | 'title_key'
  | 'search'
  | 'holds_until'
  | 'last_occurred_on'
  | 'last_recorded_at'
  | 'revision'
  | 'position';

/** What the slate says of a film, whoever knows it since when. */
export type SlateContent = Omit<SlateRow, Apart>;

const buyersOf = (film: FilmState, at: At): readonly string[] => [
  ...new Set(liveDeals(film, at.day).map((deal) => deal.buyer)),
];

/** What the slate says of a film at a moment. Pure. */
export function slateContent(film: FilmState, at: At): SlateContent {
  const { phase, reason, until } = phaseOf(film, at);
  const { open, reserved } = standingOffers(film, at);
  const deals = liveDeals(film, at.day);
  const minutes = film.ovations.flatMap(({ data }) => (data.minutes === null ? [] : [data.minutes]));
  return {
    slug: film.slug,
    title: film.title,
    year: film.year,
    directors: JSON.stringify(film.directors),
    phase,
    phase_rule: reason.rule,
    phase_words: reason.words,
    phase_until: until,
    share: shareOf(film, at).acquired,
    live_offers: open.length,
    reservations: reserved.length,
    live_deals: deals.length,
    unresolved_deals: deals.filter(({ rights }) => rights.unresolved.length > 0).length,
    buyers: JSON.stringify(buyersOf(film, at)),
    least_minutes: minutes.length === 0 ? null : Math.min(...minutes),
    most_minutes: minutes.length === 0 ? null : Math.max(...minutes),
    figures: JSON.stringify(figuresOf(film, at)),
  };
}

/** What a search looks at. */
export const searchOf = (title: string, directors: readonly string[], buyers: readonly string[]): string =>
  searchKey([title, ...directors, ...buyers].join(' '));

/** The slate's row of a film at a moment. Pure. */
export function slateRow(film: FilmState, at: At, position: string): SlateRow {
  const last = film.history.at(-1);
  return {
    ...slateContent(film, at),
    film_id: film.filmId,
    title_key: titleSortKey(film.title),
    search: searchOf(film.title, film.directors, buyersOf(film, at)),
    holds_until: nextChange(film, at),
    last_occurred_on: film.lastOccurredOn,
    last_recorded_at: last?.recordedAt ?? '',
    revision: last?.revision ?? 0,
    position,
  };
}
