import type { AskedMoment, ReadMoment } from '../asked-moment';
import { nowOf, readMoment } from '../asked-moment';
import { filmsThen } from '../films-then';
import type { QuerySources } from '../query-sources';
import type { FilmOnSlate } from './film-on-slate';
import { filmOnSlate } from './film-on-slate';
import { ORDERS, comparePlaces } from './slate-order';
import type { SlateRow } from './slate-row';
import { slateRow } from './slate-row';

/** The whole slate at a moment on both clocks, in any order, from the events alone. */
export const rowsFromLog = async (
  sources: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): Promise<readonly SlateRow[]> => (await filmsThen(sources, moment)).map((film) => slateRow(film, moment.at, ''));

/**
 * Every film of the slate, in order of title, from the events alone: for whoever has no views, or none that are as new as the
 * log. It reads and folds all of them.
 * @throws Refused for a moment that cannot be.
 */
export async function slateFromLog(
  sources: Pick<QuerySources, 'store' | 'clock'>,
  asked: AskedMoment,
): Promise<readonly FilmOnSlate[]> {
  const at = nowOf(sources.clock);
  const moment = readMoment(asked, sources.clock) ?? { asOf: at.instant, knownAt: at.instant, at };
  const { of } = ORDERS.title;
  return [...(await rowsFromLog(sources, moment))].sort((a, b) => comparePlaces(of(a), of(b))).map(filmOnSlate);
}
