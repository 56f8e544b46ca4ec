import { commandIdFrom } from '#event-store';
import type { FilmState } from '#acquisition/domain';
import { given, registerFilm } from '#acquisition/domain';
import type { ImportContext, Planned, PlannedEvent } from './attempt';
import { attempt, importSource } from './attempt';
import { inOrder } from './in-order';
import type { FilmReport, RowOutcome, RowReport } from './report';
import { REGISTRATION } from './report';
import type { IdOfStep, KnownEvents } from './row-ids';
import { rowIds } from './row-ids';
import type { Step } from './step';
import type { ToldFilm, ToldRow } from './told';

/** What importing a film comes to: its events, all or none, and the report. */
export interface FilmPlan {
  readonly events: readonly PlannedEvent[];
  readonly report: Omit<FilmReport, 'filmId'>;
}

/** What a row comes to. */
export interface RowPlan extends Planned {
  readonly outcome: RowOutcome;
  /** Of events that were recorded before, their types. */
  readonly before?: readonly string[];
  readonly remarks: readonly string[];
}

/** What a row is planned on. */
export interface RowPlanning {
  /** The film that the rows before it made. */
  readonly film: FilmState;
  readonly idOf: IdOfStep;
  /** What was recorded before this import. */
  readonly known: KnownEvents;
  readonly shared: ImportContext;
}

/** How the rows of one kind of file become events. */
export interface RowPlanner<Row extends ToldRow> {
  /** What makes a row the same row when the file is imported again: ids derive from it. */
  readonly saidBy: (row: Row) => unknown;
  /** @param row with its place among the rows of its film, in order of occurrence. */
  readonly planRow: (row: Row, index: number, planning: RowPlanning) => RowPlan;
}

/** A film on the way. */
interface Progress {
  film: FilmState;
  readonly events: PlannedEvent[];
  readonly rows: RowReport[];
}

/**
 * The registration occurred when the earliest fact did, as precisely as that is known. When a film was put on this slate
 * is no fact of a file; so the slate as of any day of its story shows the film.
 */
function register(progress: Progress, told: ToldFilm, first: ToldRow | undefined, shared: ImportContext): void {
  const { title, year, directors, companies, slug, cites, kept, place } = told;
  const line = { row: place, date: first?.date ?? String(year), type: REGISTRATION };
  if (progress.film.isRegistered) {
    progress.rows.push({ ...line, outcome: 'already recorded', events: ['FilmRegistered'], remarks: [] });
    return;
  }
  const details = { title, year, directors, slug, ...given({ companies }) };
  const step: Step = { decide: (film, entry) => registerFilm(film, details, entry) };
  const entry = {
    now: shared.now,
    actor: shared.actor,
    occurredAt: told.since ?? first?.occurredAt ?? { on: `${String(year)}-01-01`, precision: 'year' as const },
    source: importSource(shared, place, cites, kept),
  };
  const planned = attempt(progress.film, [step], () => commandIdFrom('import', slug, 'registration'), entry);
  if ('refused' in planned) {
    progress.rows.push({ ...line, outcome: 'refused', events: [], remarks: [planned.message] });
    return;
  }
  progress.film = planned.film;
  progress.events.push(...planned.events);
  progress.rows.push({ ...line, outcome: 'recorded', events: ['FilmRegistered'], remarks: told.remarks ?? [] });
}

/** Of a row that is not recorded because another one is refused. */
const ANOTHER_ROW_REFUSED = 'another row of the film is refused: none is recorded';

const asRefused = (row: RowReport): RowReport =>
  row.outcome === 'refused' || row.outcome === 'already recorded'
    ? row
    : { ...row, outcome: 'refused', events: [], remarks: [ANOTHER_ROW_REFUSED] };

/** All or nothing: one refused row, and nothing of the film is recorded. */
function concluded(told: ToldFilm, { events, rows }: Progress): FilmPlan {
  const film = { film: told.place, slug: told.slug };
  if (rows.some(({ outcome }) => outcome === 'refused')) {
    return { events: [], report: { ...film, outcome: 'refused', rows: rows.map(asRefused) } };
  }
  return { events, report: { ...film, outcome: events.length === 0 ? 'already recorded' : 'recorded', rows } };
}

/**
 * Decides what of a told film is to be recorded on the film as it is: rows in order of occurrence, each on the film that
 * those before it made, through the rules of the domain. Pure.
 * @param plannerOf says how the rows of this film, in that order, become events.
 */
export function planFilm<Row extends ToldRow>(
  told: ToldFilm<Row>,
  film: FilmState,
  shared: ImportContext,
  plannerOf: (rows: readonly Row[]) => RowPlanner<Row>,
): FilmPlan {
  const known = new Map(film.history.map(({ id, type }) => [id, type]));
  const rows = inOrder(told.rows);
  const { saidBy, planRow } = plannerOf(rows);
  const idsOf = rowIds(told.slug);
  const progress: Progress = { film, events: [], rows: [] };
  register(progress, told, rows[0], shared);
  for (const [index, row] of rows.entries()) {
    if (!progress.film.isRegistered) break;
    const plan = planRow(row, index, { film: progress.film, idOf: idsOf(saidBy(row)), known, shared });
    progress.film = plan.film;
    progress.events.push(...plan.events);
    const events = [...(plan.before ?? []), ...plan.events.map(({ fact }) => fact.type)];
    const { outcome, remarks } = plan;
    progress.rows.push({ row: row.place, date: row.date, type: row.type, outcome, events, remarks });
  }
  return concluded(told, progress);
}
