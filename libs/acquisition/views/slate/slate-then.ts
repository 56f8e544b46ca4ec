import type { ReadMoment } from '../asked-moment';
import { filmsThen } from '../films-then';
import type { QuerySources } from '../query-sources';
import type { SlateRow } from './slate-row';
import { slateRow } from './slate-row';

/** The whole slate at a moment on both clocks, from every event of the log; see `filmsThen`. */
export const slateThen = async (
  sources: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): Promise<readonly SlateRow[]> => (await filmsThen(sources, moment)).map((film) => slateRow(film, moment.at, ''));
