import type { FestivalHistory, FestivalOnMarket, FilmAtFestival } from '#acquisition/views';
import { bold, dim } from './style';
import { table } from './table';
import { count, minutes, percent } from './words';

const phasesInWords = (phases: FestivalOnMarket['phases']): string =>
  Object.entries(phases)
    .map(([phase, films]) => `${String(films)} ${phase}`)
    .join(', ');

/** Festivals for people. */
export function festivalsInWords(festivals: readonly FestivalOnMarket[]): string {
  const rows = festivals.map(({ name, editions, films, screenings, awards, leastMinutes, mostMinutes, phases }) => [
    name,
    editions.join(', '),
    ...[films, screenings, awards].map(String),
    minutes(leastMinutes, mostMinutes),
    phasesInWords(phases),
  ]);
  const head = ['festival', 'editions', 'films', 'screenings', 'awards', 'ovations', 'what became of them'];
  return `${table(head, rows)}\n${count(festivals.length, 'festival')}.`;
}

const days = (n: number | null): string => (n === null ? '' : count(n, 'day'));

const outcomeInWords = ({ outcome }: FilmAtFestival): string => {
  if (outcome === null) return '';
  const { phase, share, buyers } = outcome;
  return buyers.length === 0 ? phase : `${phase}, ${percent(share)}: ${buyers.join(', ')}`;
};

/** One festival for people: a line for each film, ovation against outcome. */
export function festivalInWords({ name, items }: FestivalHistory): string {
  const rows = items.map((item) => [
    String(item.year),
    item.film.title,
    item.firstScreeningOn ?? '',
    minutes(item.ovations.leastMinutes, item.ovations.mostMinutes),
    item.awards.map(({ award }) => String(award)).join(', '),
    days(item.daysToFirstOffer),
    days(item.daysToFirstDeal),
    outcomeInWords(item),
  ]);
  const head = ['edition', 'film', 'screened', 'ovation', 'awards', 'first offer after', 'first deal after', 'outcome'];
  const note = dim('after: counted from the first screening there');
  return `${bold(name)}\n${table(head, rows)}\n${count(items.length, 'film')}. ${note}`;
}
