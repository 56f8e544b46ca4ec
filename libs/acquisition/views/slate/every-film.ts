import type { AskedMoment } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import type { FilmOnSlate } from './film-on-slate';
import { slate } from './slate.queries';

/** Every film of the slate, in order of title, page after page. */
export async function everyFilm(sources: QuerySources, asked: AskedMoment): Promise<readonly FilmOnSlate[]> {
  const films: FilmOnSlate[] = [];
  let cursor: string | null = null;
  do {
    const page = await slate(sources, { ...asked, limit: sources.pageLimit, ...(cursor === null ? {} : { cursor }) });
    films.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return films;
}
