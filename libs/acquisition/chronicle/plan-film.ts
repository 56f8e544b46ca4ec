import canonicalize from 'canonicalize';
import { commandIdFrom, eventIdOf } from '#event-store';
import type { FilmState } from '#acquisition/domain';
import { given, registerFilm } from '#acquisition/domain';
import type { ImportContext, PlannedEvent } from './attempt';
import { attempt, importSource } from './attempt';
import type { ChronicleFilm, ChronicleRow } from './chronicle';
import { inOrder, nextAcquisitions } from './in-order';
import type { Step } from './mapped';
import { planRow } from './plan-row';
import type { FilmReport, RowReport } from './report';
import { REGISTRATION } from './report';

/** What importing a film comes to: its events, all or none, and the report. */
export interface FilmPlan {
  readonly events: readonly PlannedEvent[];
  readonly report: Omit<FilmReport, 'filmId'>;
}

/** A film on the way. */
interface Progress {
  film: FilmState;
  readonly events: PlannedEvent[];
  readonly rows: RowReport[];
}

/**
 * The registration occurred when the earliest fact did, as precisely as that is known. When a film was put on this slate
 * is no fact of a chronicle; so the slate as of any day of its story shows the film.
 */
function register(
  progress: Progress,
  told: ChronicleFilm,
  first: ChronicleRow | undefined,
  shared: ImportContext,
): void {
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
    occurredAt: first?.occurredAt ?? { on: `${String(year)}-01-01`, precision: 'year' as const },
    source: importSource(shared, place, cites, kept),
  };
  const planned = attempt(progress.film, [step], () => commandIdFrom('import', slug, 'registration'), entry);
  if ('refused' in planned) {
    progress.rows.push({ ...line, outcome: 'refused', events: [], remarks: [planned.message] });
    return;
  }
  progress.film = planned.film;
  progress.events.push(...planned.events);
  progress.rows.push({ ...line, outcome: 'recorded', events: ['FilmRegistered'], remarks: [] });
}

/** Ids of commands derive from what the row says, and from which of several identical rows of the film it is. */
function idsFor(slug: string): (row: ChronicleRow) => (step: number) => string {
  const seen = new Map<string, number>();
  return (row) => {
    const content = canonicalize(row.raw) ?? '';
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    return (step) => commandIdFrom('import', slug, content, String(occurrence), String(step));
  };
}

/** Types of the events that are recorded under the commands of a row; none when it was not recorded before. */
function recordedTypes(known: ReadonlyMap<string, string>, idOf: (step: number) => string): readonly string[] {
  const types: string[] = [];
  for (let step = 0; known.has(idOf(step)); step += 1) {
    for (let at = 0; ; at += 1) {
      const type = known.get(eventIdOf(idOf(step), at));
      if (type === undefined) break;
      types.push(type);
    }
  }
  return types;
}

const asRefused = (row: RowReport): RowReport =>
  row.outcome === 'refused' || row.outcome === 'already recorded'
    ? row
    : { ...row, outcome: 'refused', events: [], remarks: ['another row of the film is refused: none is recorded'] };

/** All or nothing: one refused row, and nothing of the film is recorded. */
function concluded(told: ChronicleFilm, { events, rows }: Progress): FilmPlan {
  const film = { film: told.place, slug: told.slug };
  if (rows.some(({ outcome }) => outcome === 'refused')) {
    return { events: [], report: { ...film, outcome: 'refused', rows: rows.map(asRefused) } };
  }
  return { events, report: { ...film, outcome: events.length === 0 ? 'already recorded' : 'recorded', rows } };
}

/**
 * Decides what of a film's chronicle is to be recorded on the film as it is: rows in order of occurrence, each on the film
 * that those before it made, through the rules of the domain. A row that was imported before is left alone. Pure.
 */
export function planFilm(told: ChronicleFilm, film: FilmState, shared: ImportContext): FilmPlan {
  const known = new Map(film.history.map(({ id, type }) => [id, type]));
  const rows = inOrder(told.rows);
  const next = nextAcquisitions(rows);
  const idsOf = idsFor(told.slug);
  const progress: Progress = { film, events: [], rows: [] };
  register(progress, told, rows[0], shared);
  for (const [index, row] of rows.entries()) {
    if (!progress.film.isRegistered) break;
    const idOf = idsOf(row);
    const line = { row: row.place, date: row.date, type: row.type };
    const before = recordedTypes(known, idOf);
    if (before.length > 0) {
      progress.rows.push({ ...line, outcome: 'already recorded', events: before, remarks: [] });
      continue;
    }
    const plan = planRow({ film: progress.film, row, nextAcquisition: next[index] }, idOf, shared);
    progress.film = plan.film;
    progress.events.push(...plan.events);
    const events = plan.events.map(({ fact }) => fact.type);
    progress.rows.push({ ...line, outcome: plan.outcome, events, remarks: plan.remarks });
  }
  return concluded(told, progress);
}
