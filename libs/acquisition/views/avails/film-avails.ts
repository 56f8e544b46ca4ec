import type { Avails } from '#acquisition/domain';
import { availsOf, outsideRestOfWorld } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import { mandateInWords } from '../film/mandate-in-words';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { AskedRights } from './asked-avails';
import { readAskedRights } from './asked-avails';
import { agentsOf } from './avails-row';

export interface AskedFilmAvails extends AskedMoment, AskedRights {
  /** Slug, id, or title and year. */
  readonly film: string;
}

/** What is free of one film, in which days, and why the rest is not. */
export interface FilmAvails extends Omit<Avails, 'isMandateAssumed'> {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly year: number;
  /** The day that is asked about: nothing is free before it. */
  readonly day: string;
  readonly mandate: {
    /** True when none is recorded: then it is worldwide, all rights. */
    readonly isAssumed: boolean;
    readonly words: string;
    /** Who holds one that was not ended. */
    readonly agents: readonly string[];
  };
  readonly revision: string;
}

/**
 * What is free of a film, now or at a moment on both clocks. "Rest of world" is what none of its deals names.
 * @throws Refused for a film that is not there, a moment that cannot be, and words that mean nothing.
 */
export async function filmAvails(sources: QuerySources, asked: AskedFilmAvails): Promise<FilmAvails> {
  const { film, at } = await seeFilm(sources, asked.film, asked);
  const rights = readAskedRights(asked, at, { granted: outsideRestOfWorld(film, at.day) });
  const { isMandateAssumed: isAssumed, ...avails } = availsOf(film, rights, at);
  return {
    filmId: film.filmId,
    slug: film.slug,
    title: film.title,
    year: film.year,
    day: at.day,
    ...avails,
    mandate: { isAssumed, words: mandateInWords(film, isAssumed), agents: agentsOf(film) },
    revision: String(film.history.at(-1)?.revision ?? 0),
  };
}
