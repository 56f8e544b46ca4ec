import type { FilmState } from '#acquisition/domain';
import { takeNote, whenPossible } from '#acquisition/domain';
import type { ImportContext, Planned, RowEntry, RowPlan, RowPlanner, RowPlanning } from '#acquisition/importing';
import { ask, attempt, importSource, recordedUnder, remarksOnSale, rowInWords } from '#acquisition/importing';
import type { ChronicleRow } from './chronicle';
import { takeFields } from './fields';
import type { RowContext } from './mapped';
import { nextAcquisitions } from './next-acquisitions';
import { ROW_MAPPINGS } from './rows';

type Kept = Readonly<Record<string, unknown>>;

/** A row that is recorded as what it is, or why it is not. */
function asWhatItIs(
  context: RowContext,
  idOf: (step: number) => string,
  entryWith: (kept: Kept) => RowEntry,
): (Planned & { readonly remarks: readonly string[] }) | string {
  const { row, film } = context;
  const mapping = ROW_MAPPINGS.get(row.type);
  if (mapping === undefined) return `"${row.type}" has no event of its own`;
  const fields = takeFields(row.fields);
  const mapped = mapping(fields, context);
  if ('note' in mapped) return mapped.note;
  const planned = attempt(film, mapped.steps, idOf, entryWith(fields.left()));
  if ('refused' in planned) return planned.message;
  return { ...planned, remarks: [...(mapped.remarks ?? []), ...remarksOnSale(planned.events)] };
}

const nothing = (film: FilmState, message: string): RowPlan => ({
  film,
  events: [],
  outcome: 'refused',
  remarks: [message],
});

const datePrecision = ({ isDateUnknown }: ChronicleRow): Kept => (isDateUnknown ? { datePrecision: 'unknown' } : {});

/**
 * Records a row as what it is, by the rules of the domain; what no rule takes is kept as a note with every field. Only
 * what cannot have happened yet, or before there were films, is refused.
 * @param idOf the id of each command that the row takes.
 */
function planRow(context: RowContext, idOf: (step: number) => string, shared: ImportContext): RowPlan {
  const { row, film } = context;
  const entryWith = (kept: Kept): RowEntry => ({
    now: shared.now,
    actor: shared.actor,
    occurredAt: row.occurredAt,
    source: importSource(shared, row.place, row.cites, { ...kept, ...datePrecision(row) }),
  });
  const impossible = whenPossible({ ...entryWith({}), id: idOf(0) });
  if (impossible !== undefined) return nothing(film, impossible.message);
  const onDate = row.isDateUnknown ? ['the date is unknown: only its year is taken'] : [];
  const recorded = asWhatItIs(context, idOf, entryWith);
  if (typeof recorded !== 'string') {
    return { ...recorded, outcome: 'recorded', remarks: [...onDate, ...recorded.remarks] };
  }
  const note = ask(takeNote, { text: rowInWords(row.type, row.fields) });
  const noted = attempt(film, [note], idOf, entryWith({ type: row.type, ...row.fields }));
  if ('refused' in noted) return nothing(film, noted.message);
  return { ...noted, outcome: 'kept as note', remarks: [...onDate, recorded] };
}

/** Types of the events that stand for a row already, step after step; none when it was not recorded before. */
function recordedBefore({ known, idOf }: RowPlanning): readonly string[] {
  const types: string[] = [];
  for (let step = 0; known.has(idOf(step)); step += 1) types.push(...recordedUnder(known, idOf(step)));
  return types;
}

/** How the rows of a chronicle's film become events. A row that was imported before is left alone. */
export function plannerOf(rows: readonly ChronicleRow[]): RowPlanner<ChronicleRow> {
  const next = nextAcquisitions(rows);
  return {
    saidBy: ({ raw }) => raw,
    planRow: (row, index, planning) => {
      const { film, idOf, shared } = planning;
      const before = recordedBefore(planning);
      if (before.length > 0) return { film, events: [], outcome: 'already recorded', before, remarks: [] };
      return planRow({ film, row, nextAcquisition: next[index] }, idOf, shared);
    },
  };
}
