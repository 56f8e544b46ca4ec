import type { ImportOptions, ImportReport, ImportTarget } from '#acquisition/importing';
import { importFilms } from '#acquisition/importing';
import type { ChronicleReading } from './chronicle';
import { plannerOf } from './plan-row';

/**
 * Imports a chronicle, film by film, each all or nothing; importing it twice adds nothing. Stops at the first film that
 * cannot be read.
 * @param reading what `readChronicle` made of it.
 * @throws EventStoreError, see `importFilms`.
 */
export async function importChronicle(
  target: ImportTarget,
  { films, problem }: ChronicleReading,
  options: ImportOptions,
): Promise<ImportReport> {
  const report = await importFilms(target, films, plannerOf, options);
  return problem === undefined ? report : { ...report, stopped: problem };
}
