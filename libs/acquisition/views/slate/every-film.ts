import type { AskedMoment } from '../asked-moment';
import type { FilmOnSlate } from './film-on-slate';
import type { SlateSources } from './slate.queries';
import { slate } from './slate.queries';

/** Every film of the slate, in order of title, page after page. */
export async function everyFilm(sources: SlateSources, asked: AskedMoment): Promise<readonly FilmOnSlate[]> {
  const films: FilmOnSlate[] = [];
  let cursor: string | null = null;
  do {
    const page = await slate(sources, { ...asked, limit: sources.pageLimit, ...(cursor === null ? {} : { cursor }) });
    films.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return films;
}
