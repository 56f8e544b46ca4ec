import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChronicleFilm, ChronicleRow } from '#acquisition/chronicle';
import { readChronicle } from '#acquisition/chronicle';
import { resolveTerritories } from '#acquisition/domain';
import { ROOT } from '../root';

/** How often each kind of thing happened to one real film. */
export interface Shape {
  readonly screenings: number;
  readonly ovations: number;
  readonly reviews: number;
  readonly awards: number;
  readonly passes: number;
  /** Offers that did not become a deal. */
  readonly offers: number;
  readonly counters: number;
  readonly deals: number;
  readonly releases: number;
  readonly releaseDates: number;
  readonly reversions: number;
}

/** What real films are made of: their shapes, and the words that stand in them. */
export interface RealFilms {
  readonly shapes: readonly Shape[];
  readonly directors: readonly string[];
  readonly titleWords: readonly string[];
  readonly companies: readonly string[];
  readonly festivals: readonly string[];
  readonly sections: readonly string[];
  readonly venues: readonly string[];
  readonly audiences: readonly string[];
  readonly intensities: readonly string[];
  readonly outlets: readonly string[];
  readonly awards: readonly string[];
  readonly buyers: readonly string[];
  readonly sellers: readonly string[];
  readonly territories: readonly string[];
  readonly notes: readonly string[];
  /** In whole units of a currency. */
  readonly prices: readonly number[];
}

const textsOf = (value: unknown): string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string' && text.trim() !== '' && text.length < 200);

const hostOf = (cite: string): string[] => (URL.canParse(cite) ? [new URL(cite).hostname.replace(/^www\./, '')] : []);

function shapeOf({ rows }: ChronicleFilm): Shape {
  const count = (type: string): number => rows.filter((row) => row.type === type).length;
  return {
    screenings: count('screened'),
    ovations: count('ovation'),
    reviews: count('review'),
    awards: count('award'),
    passes: count('pass'),
    offers: count('offer'),
    counters: count('counter'),
    deals: count('acquired'),
    releases: count('released'),
    releaseDates: count('release_date_changed'),
    reversions: count('rights_reverted'),
  };
}

/** Reads data/films.json, the chronicle that comes along. */
export function readRealFilms(): RealFilms {
  const { films } = readChronicle(readFileSync(join(ROOT, 'data/films.json'), 'utf8'));
  const rows = films.flatMap((film) => film.rows);
  const told = (field: string, type?: string): readonly string[] => [
    ...new Set(
      rows
        .filter((row: ChronicleRow) => type === undefined || row.type === type)
        .flatMap(({ fields }) => textsOf(fields[field])),
    ),
  ];
  return {
    shapes: films.map(shapeOf),
    directors: [...new Set(films.flatMap(({ directors }) => directors))],
    titleWords: [...new Set(films.flatMap(({ title }) => title.match(/\p{L}{3,}/gu) ?? []))],
    companies: [...new Set(films.flatMap(({ companies = [] }) => companies))],
    festivals: told('festival'),
    sections: told('section'),
    venues: told('venue'),
    audiences: told('audience'),
    intensities: told('intensity'),
    outlets: [...new Set(rows.flatMap(({ cites }) => cites.flatMap(hostOf)))],
    awards: told('award'),
    buyers: [...new Set([...told('buyer'), ...told('bidder'), ...told('distributor')])],
    sellers: [...new Set([...told('seller'), ...told('sellers')])],
    // What is only told in prose resolves to nothing, and a rule asks what is meant.
    territories: told('territories').filter((words) => resolveTerritories(words).unresolved.length === 0),
    notes: told('note'),
    prices: rows.flatMap(({ fields: { price } }) => (typeof price === 'number' ? [price] : [])),
  };
}
