import type { Phase } from '#acquisition/domain';
import { phaseOf } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import type { ExplainedFigure, Figure } from '../film/explained-figures';
import { explainedFigure } from '../film/explained-figures';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { everyFilm } from './every-film';
import type { FilmOnSlate } from './film-on-slate';
import { comparePlaces } from './slate-order';
import { titleSortKey } from './slate-row';

export interface AskedSumExplanation extends AskedMoment {
  readonly figure: Figure;
  readonly limit?: number;
  readonly cursor?: string;
}

/** What a film adds to a sum of the slate. */
export interface FilmInSum extends ExplainedFigure {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly phase: Phase;
  /** The phase rule that holds. */
  readonly phaseRule: number;
  readonly phaseWords: string;
}

/** What a sum of the slate's summary is made of, film by film. */
export class ExplainSumQuery extends Query<Page<FilmInSum>> {
  constructor(readonly asked: AskedSumExplanation) {
    super();
  }
}

const placeOf = ({ title, filmId }: Pick<FilmOnSlate, 'title' | 'filmId'>) => [titleSortKey(title), filmId];

async function explained(
  sources: QuerySources,
  { filmId, slug, title }: FilmOnSlate,
  { figure, ...moment }: AskedMoment & { readonly figure: Figure },
): Promise<FilmInSum> {
  const { film, at } = await seeFilm(sources, filmId, moment);
  const { phase, reason } = phaseOf(film, at);
  return {
    film: { filmId, slug, title },
    phase,
    phaseRule: reason.rule,
    phaseWords: reason.words,
    ...explainedFigure(film, at, figure),
  };
}

/**
 * What a sum of the slate is made of: every film that adds to it, in order of title, with its offers or deals and the events
 * that they rest on. What `liveOffers`, `reservations` and `liveDeals` count are the parts of these.
 * @throws Refused for a moment, a limit or a cursor that cannot be.
 */
export async function explainSum(sources: QuerySources, asked: AskedSumExplanation): Promise<Page<FilmInSum>> {
  const { limit: wanted, cursor, ...query } = asked;
  const { figure, ...moment } = query;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const films = (await everyFilm(sources, moment))
    .filter(({ figures }) => figures[figure].length > 0)
    .filter((film) => after === undefined || comparePlaces(placeOf(film), after) > 0);
  const rows: FilmInSum[] = [];
  for (const film of films.slice(0, limit + 1)) rows.push(await explained(sources, film, query));
  return pageOf(rows, limit, query, { show: (row) => row, placeOf: ({ film }) => placeOf(film) });
}
