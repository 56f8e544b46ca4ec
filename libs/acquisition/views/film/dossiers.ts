import type { ReadMoment } from '../asked-moment';
import { filmsThen } from '../films-then';
import type { QuerySources } from '../query-sources';
import { titleSortKey } from '../slate/slate-row';
import type { Dossier } from './dossier';
import { dossierOf } from './dossier';

/**
 * The dossier of every film that was registered at a moment on both clocks, in order of title, from the events alone: it
 * reads and folds all of them.
 */
export async function dossiersOf(
  sources: Pick<QuerySources, 'store' | 'clock'>,
  moment: ReadMoment,
): Promise<readonly Dossier[]> {
  const dossiers = (await filmsThen(sources, moment)).map((film) => dossierOf(film, moment.at));
  const place = ({ title, slug }: Dossier): string => `${titleSortKey(title)} ${slug}`;
  return dossiers.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
