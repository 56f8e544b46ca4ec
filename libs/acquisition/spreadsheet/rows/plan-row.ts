import type { FilmState, Refusal } from '#acquisition/domain';
import { takeNote, whenPossible } from '#acquisition/domain';
import type { Planned, RowEntry, RowPlan, RowPlanner, RowPlanning } from '#acquisition/importing';
import {
  ask,
  attempt,
  importSource,
  recordedUnder,
  remarkOnBuyer,
  remarksOnSale,
  rowInWords,
} from '#acquisition/importing';
import type { RowOfSheet, Sale, SaleRow } from './sale-row';
import type { NamedStep } from './steps-of-row';
import { stepsOfRow } from './steps-of-row';

const refused = (film: FilmState, remarks: readonly string[]): RowPlan => ({
  film,
  events: [],
  outcome: 'refused',
  remarks,
});

/** On the way through the steps of a row. */
interface Progress {
  film: FilmState;
  readonly events: Planned['events'][number][];
  readonly before: string[];
  readonly remarks: string[];
  isNote: boolean;
}

const noteOf = ({ kept }: SaleRow, name: NamedStep['name'], message: string): string =>
  `${rowInWords(name, kept)}. Not recorded as ${name}: ${message}`;

/** Records a step as what it is, or, where the film's state forbids it, as a note: history is not refused. */
function take(
  progress: Progress,
  row: SaleRow,
  { name, step }: NamedStep,
  { idOf }: RowPlanning,
  entry: RowEntry,
): Refusal | undefined {
  const id = () => idOf(name);
  const planned = attempt(progress.film, [step], id, entry);
  if (!('refused' in planned)) {
    progress.film = planned.film;
    progress.events.push(...planned.events);
    progress.remarks.push(...remarksOnSale(planned.events));
    return undefined;
  }
  if (planned.kind === 'invalid') return planned;
  const note = ask(takeNote, { text: noteOf(row, name, planned.message) }, step.occurredAt);
  const noted = attempt(progress.film, [note], id, entry);
  if ('refused' in noted) return noted;
  progress.film = noted.film;
  progress.events.push(...noted.events);
  progress.remarks.push(`${name} is kept as a note: ${planned.message}`);
  progress.isNote ||= name === 'made' || name === 'signed';
  return undefined;
}

/** A sentence of a refusal for a cell instead of a field. */
const sentenceOf = ({ message }: Refusal): string => message.replace(/^occurredAt: /, 'the date ');

/** Types of the events that tell a step already: its own, or that of the clock, where it let the offer lapse first. */
function recordedBefore({ film, known, idOf }: RowPlanning, name: NamedStep['name']): readonly string[] {
  const own = recordedUnder(known, idOf(name));
  const lapsedByClock = own.length === 0 && name === 'lapsed' && film.offers.get(idOf('made'))?.status === 'lapsed';
  return lapsedByClock ? ['OfferLapsed'] : own;
}

function planSale(row: SaleRow, planning: RowPlanning): RowPlan {
  const { film, idOf, known, shared } = planning;
  const entry: RowEntry = {
    now: shared.now,
    actor: shared.actor,
    occurredAt: row.sale.on,
    source: importSource(shared, row.place, row.cites, row.kept),
  };
  const steps = stepsOfRow(row, idOf, (name) => known.has(idOf(name)));
  const progress: Progress = { film, events: [], before: [], remarks: [], isNote: false };
  for (const one of steps) {
    const occurredAt = one.step.occurredAt ?? row.sale.on;
    const impossible = whenPossible({ ...entry, id: idOf(one.name), occurredAt });
    if (impossible !== undefined) return refused(film, [sentenceOf(impossible)]);
    const before = recordedBefore(planning, one.name);
    if (before.length > 0) {
      progress.before.push(...before);
      continue;
    }
    const problem = take(progress, row, one, planning, entry);
    if (problem !== undefined) return refused(film, [sentenceOf(problem)]);
  }
  const { events, before, remarks, isNote } = progress;
  if (events.length === 0) return { film, events, before, outcome: 'already recorded', remarks: [] };
  return {
    film: progress.film,
    events,
    before,
    outcome: isNote ? 'kept as note' : 'recorded',
    remarks: [...remarkOnBuyer(row.sale.buyer), ...row.remarks, ...remarks],
  };
}

/** Sums without the words they were told in: 75,000 is the same as 75000, whoever saved the file. */
const withoutWords = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('currency' in value)) return value;
  return { minor: value.minor, currency: value.currency };
};

/** What makes a row the same row when it comes again. */
const identityOf = (sale: Sale): unknown => JSON.parse(JSON.stringify(sale, withoutWords));

/** How the rows of a sheet become events. Its ids derive from what was offered or sold, not from what became of it. */
export const plannerOfRows = (): RowPlanner<RowOfSheet> => ({
  saidBy: (row) => ('sale' in row ? identityOf(row.sale) : row.place),
  planRow: (row, _index, planning) => ('sale' in row ? planSale(row, planning) : refused(planning.film, row.problems)),
});
