import type { FilmEvent } from '#acquisition/domain';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { AskedReplay, ReadReplay } from './asked-replay';
import { readReplay } from './asked-replay';
import { fatesAmong } from './later-amendments';
import type { ReplayStep } from './replay-step';
import { filmBefore, stepBy } from './replay-step';

export interface AskedFilmReplay extends AskedReplay {
  /** Slug, id, or title and year. */
  readonly film: string;
}

export interface AskedReplayPage extends AskedFilmReplay {
  readonly limit?: number;
  readonly cursor?: string;
}

/** A film, event by event. */
export class ReplayQuery extends Query<Page<ReplayStep>> {
  constructor(readonly asked: AskedReplayPage) {
    super();
  }
}

/**
 * The steps of a film, in the order of the log.
 * @param events every one that is known of it, in that order.
 * @param after the revision after which it begins; -1 for the beginning.
 */
export function* stepsOf(
  filmId: string,
  events: readonly FilmEvent[],
  { isWanted, ...read }: ReadReplay,
  after = -1,
): Generator<ReplayStep> {
  const rules = { ...read, fateOf: fatesAmong(events) };
  const isNext = (event: FilmEvent): boolean => event.revision > after && isWanted(event);
  const start = events.findIndex(isNext);
  const first = events[start];
  if (first === undefined) return;
  let between = filmBefore(filmId, events.slice(0, start), first, rules);
  for (const event of events.slice(start, events.findLastIndex(isNext) + 1)) {
    const { step, after: next } = stepBy(between, event, rules);
    if (step !== undefined) yield step;
    between = next;
  }
}

/**
 * Every step of a film, in the order of the log.
 * @throws Refused for a film that is not there, and a moment that cannot be.
 */
export async function replayOfFilm(sources: QuerySources, asked: AskedFilmReplay): Promise<Generator<ReplayStep>> {
  const read = readReplay(asked, sources.clock);
  const { film, events } = await seeFilm(sources, asked.film, {});
  return stepsOf(film.filmId, events.filter(read.isKnown), read);
}

/**
 * Steps of a film, page by page.
 * @throws Refused as `replayOfFilm`, and for a limit or a cursor that cannot be.
 */
export async function replay(sources: QuerySources, asked: AskedReplayPage): Promise<Page<ReplayStep>> {
  const { limit: wanted, cursor, ...query } = asked;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const read = readReplay(query, sources.clock);
  const { film, events } = await seeFilm(sources, asked.film, {});
  const steps = stepsOf(film.filmId, events.filter(read.isKnown), read, after === undefined ? -1 : Number(after[0]));
  const rows: ReplayStep[] = [];
  for (const step of steps) {
    rows.push(step);
    // One more, where there is another page.
    if (rows.length > limit) break;
  }
  return pageOf(rows, limit, query, { show: (step) => step, placeOf: ({ entry }) => [entry.revision] });
}
