import type { FilmEvent, FilmState } from '#acquisition/domain';
import { fold, show } from '#acquisition/domain';
import { availsRow, takenRows } from '../avails/avails-row';
import { buyerEntries } from '../buyers/buyer-entries';
import { deadlineRows } from '../deadlines/deadline-rows';
import { festivalRows } from '../festivals/festivals.view';
import { offerRows } from '../offers/offers.view';
import type { ViewTables } from '../views-of';

/** A view whose rows are each of one film, and follow from the events of that film alone, whatever time it is. */
interface MadeOfFilms {
  /** In the order in which things happened, or in that of the log. */
  readonly fold: (filmId: string, events: readonly FilmEvent[]) => FilmState;
  /** The table that says up to which revision each film is told. */
  readonly told: 'offer_films' | 'buyer_films' | 'deadline_films' | 'festival_told' | 'avails';
  /** What a film makes of each table. */
  readonly rows: { readonly [Name in keyof ViewTables]?: (film: FilmState) => readonly ViewTables[Name][] };
}

/** The views that are asked as of a moment, by their names. */
export const MADE_OF_FILMS = {
  offers: { fold: show, told: 'offer_films', rows: { offers: offerRows } },
  buyers: { fold: show, told: 'buyer_films', rows: { buyer_entries: (film) => buyerEntries(film) } },
  deadlines: { fold, told: 'deadline_films', rows: { deadlines: deadlineRows } },
  festivals: { fold: show, told: 'festival_told', rows: { festival_films: festivalRows } },
  avails: {
    fold: show,
    told: 'avails',
    rows: { avails: (film) => [availsRow(film, 0)], avails_taken: takenRows },
  },
} as const satisfies Readonly<Record<string, MadeOfFilms>>;

export type ViewOfFilms = keyof typeof MADE_OF_FILMS;

export const madeOf = (view: ViewOfFilms): MadeOfFilms => MADE_OF_FILMS[view];
