import type { Kysely } from 'kysely';
import type { EventStore } from '#event-store';
import type { EvidenceStore } from '#evidence';
import type { DayOf } from '#acquisition/domain';
import type { FilmDirectory } from '#acquisition/film-stream';
import { createFilmDirectory } from '#acquisition/film-stream';
import type { RecordedFilm, ShownFilms } from './shown-films';
import { createShownFilms, recordedFilms } from './shown-films';
import type { ViewTables } from './views-of';

/** What queries are answered from. */
export interface QuerySources {
  readonly store: EventStore;
  readonly db: Kysely<ViewTables>;
  readonly directory: FilmDirectory;
  readonly films: ShownFilms;
  /** Where documents are kept. */
  readonly evidence: Pick<EvidenceStore, 'check' | 'find' | 'list'>;
  readonly clock: QueryClock;
  /** Most rows of one page. */
  readonly pageLimit: number;
  /** Days after a verbal yes within which the deal memo is due. */
  readonly memoDays: number;
  /** Days after the deal memo within which the long form is due. */
  readonly longFormDays: number;
}

/** The clock, and the calendar day of an instant in the reporting time zone. */
export interface QueryClock {
  readonly now: () => string;
  readonly dayOf: DayOf;
}

/** Names the sources to dependency injection. */
export const QUERY_SOURCES = Symbol('what queries are answered from');

/**
 * @param cachedFilms films that are kept folded in memory.
 * @param recorded whoever keeps films as they are recorded. Default: they are read from the log.
 */
export const querySources = ({
  cachedFilms,
  recorded,
  ...sources
}: Omit<QuerySources, 'directory' | 'films'> & {
  readonly cachedFilms: number;
  readonly recorded?: RecordedFilm;
}): QuerySources => ({
  ...sources,
  directory: createFilmDirectory(sources.store),
  films: createShownFilms(recorded ?? recordedFilms(sources.store, cachedFilms), cachedFilms),
});

/** Answers from the views as they are at one moment, however many queries it takes. */
export const atOneMoment = <Answer>(
  sources: QuerySources,
  answer: (sources: QuerySources) => Promise<Answer>,
): Promise<Answer> => sources.db.transaction().execute((db) => answer({ ...sources, db }));
