import type { FilmOnSlate } from '#acquisition/views';
import { dim } from './style';
import { table } from './table';
import { count, minutes, percent } from './words';

const HEAD = ['film', 'year', 'phase', 'share', 'live offers', 'acquired by', 'ovation', 'last'];

/** The slate for people. */
export function slateInWords(films: readonly FilmOnSlate[]): string {
  const rows = films.map((film) => [
    film.title,
    String(film.year),
    film.phase,
    film.unresolvedDeals === 0 ? percent(film.share) : `${percent(film.share)} + ?`,
    film.liveOffers === 0 ? '' : String(film.liveOffers),
    film.buyers.join(', '),
    minutes(film.ovationMinutes?.least ?? null, film.ovationMinutes?.most ?? null),
    film.lastOccurredOn,
  ]);
  const note = dim(
    'share: of the mandate, by territory lot and medium (worldwide, all rights where none is recorded); ?: territories not named',
  );
  return `${table(HEAD, rows)}\n${count(films.length, 'film')}. ${note}`;
}
