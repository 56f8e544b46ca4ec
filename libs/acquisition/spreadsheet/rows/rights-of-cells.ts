import type { Day, OccurredAt, RightsRequest } from '#acquisition/domain';
import { addDays, given, resolveMedia, resolveTerritories } from '#acquisition/domain';
import { readExclusive } from '../cells/read-words';
import type { FieldName } from '../columns/fields';
import type { CellsOfRow } from './cells-of-row';

/** Where a row names no territories: the words resolve to nothing, and count for nothing. */
const TERRITORIES_NOT_STATED = 'territories not stated';

function remarkOnUnresolved(cells: CellsOfRow, field: FieldName, words: readonly { readonly words: string }[]): void {
  for (const one of words)
    cells.remark(field, `"${one.words}" is a name that we do not know: kept as it is, unresolved`);
}

/** A licence begins and ends on days; what is known only to the month or year is no such day. */
function wholeDay(cells: CellsOfRow, field: FieldName, read: OccurredAt | undefined): Day | undefined {
  if (read === undefined || read.precision === 'day') return read?.on;
  cells.problem(field, `"${cells.cell(field)?.text ?? ''}" is no day: write the whole date`);
  return undefined;
}

/** The rights that the cells of a row tell. The last day of a licence is the day before its end. */
export function rightsOfCells(cells: CellsOfRow, day: (field: FieldName) => OccurredAt | undefined): RightsRequest {
  const territories = cells.cell('territories')?.text ?? TERRITORIES_NOT_STATED;
  const media = cells.cell('media')?.text ?? 'all rights';
  if (territories === TERRITORIES_NOT_STATED) cells.remark('territories', 'is empty: unresolved');
  else remarkOnUnresolved(cells, 'territories', resolveTerritories(territories).unresolved);
  if (cells.cell('media') === undefined) cells.remark('media', 'is empty: taken for all rights');
  else remarkOnUnresolved(cells, 'media', resolveMedia(media).unresolved);
  const from = wholeDay(cells, 'start', day('start'));
  const last = wholeDay(cells, 'end', day('end'));
  if (from !== undefined && last !== undefined && last < from)
    cells.problem('end', `${last} is before the start, ${from}`);
  const to = last === undefined ? undefined : addDays(last, 1);
  return { territories, media, ...given({ exclusive: cells.read('exclusive', readExclusive), from, to }) };
}
