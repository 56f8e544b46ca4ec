import type { FilmState, Taken, TakenLevel, UnresolvedWords } from '#acquisition/domain';
import { dayNumber, dayOfNumber, masksOf, regionOfMasks, takenOf, unresolvedWords } from '#acquisition/domain';
import { titleSortKey } from '../slate/slate-row';
import type { BlockInBits } from './bits';
import { inBits, outOfBits } from './bits';

export interface AvailsTables {
  avails: AvailsRow;
  avails_taken: TakenRow;
}

/** A film whose avails can be asked for. */
export interface AvailsRow {
  film_id: string;
  slug: string;
  title: string;
  title_key: string;
  year: number;
  /** 1 when no mandate is recorded. */
  mandate_assumed: number;
  /** Who holds a mandate to sell it, JSON array. */
  agents: string;
  /** Words of its deals that resolved to nothing, JSON. */
  unresolved: string;
  revision: number;
}

/** A block that is not free, with what time alone takes it away. */
export interface TakenRow extends BlockInBits {
  film_id: string;
  n: number;
  /** Whom it stands in the way of; see `TakenLevel`. */
  level: number;
  until_instant: string | null;
  until_day: number | null;
}

/** Who sells the film: the agents of mandates that were not ended. */
export const agentsOf = ({ mandates }: FilmState): readonly string[] => [
  ...new Set([...mandates.values()].filter(({ endedOn }) => endedOn === null).map(({ agent }) => agent)),
];

/** The row of a film. Depends on its events alone: what time changes is asked of it later. Pure. */
export const availsRow = (film: FilmState, revision: number): AvailsRow => ({
  film_id: film.filmId,
  slug: film.slug,
  title: film.title,
  title_key: titleSortKey(film.title),
  year: film.year,
  mandate_assumed: film.mandates.size === 0 ? 1 : 0,
  agents: JSON.stringify(agentsOf(film)),
  unresolved: JSON.stringify(unresolvedWords(film)),
  revision,
});

export const unresolvedOf = ({ unresolved }: AvailsRow): readonly UnresolvedWords[] =>
  JSON.parse(unresolved) as UnresolvedWords[];

/** What is taken of a film, a row for each block. Pure. */
export const takenRows = (film: FilmState): readonly TakenRow[] =>
  takenOf(film)
    .flatMap(({ region, level, untilInstant, untilDay }) =>
      masksOf(region).map((mask) => ({
        ...inBits(mask),
        level,
        until_instant: untilInstant,
        until_day: untilDay === null ? null : dayNumber(untilDay),
      })),
    )
    .map((row, n) => ({ film_id: film.filmId, n, ...row }));

/** What a row says is taken. */
export const takenOfRow = (row: TakenRow): Taken => ({
  region: regionOfMasks([outOfBits(row)]),
  level: row.level as TakenLevel,
  untilInstant: row.until_instant,
  untilDay: row.until_day === null ? null : dayOfNumber(row.until_day),
});
