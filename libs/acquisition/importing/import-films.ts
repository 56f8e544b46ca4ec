import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, ExpectedRevision, NewEvent } from '#event-store';
import { DEFAULT_APPEND_LIMITS, isEventStoreError, newId } from '#event-store';
import type { Actor, DayOf, FilmState } from '#acquisition/domain';
import { evolve, noFilm } from '#acquisition/domain';
import type { FilmDirectory } from '#acquisition/film-stream';
import { actorMetadata, filmCodec, filmStream, storedData, storedName, toFilmEvent } from '#acquisition/film-stream';
import type { PlannedEvent } from './attempt';
import type { FilmPlan, RowPlanner } from './plan-film';
import { planFilm } from './plan-film';
import type { FilmReport, ImportReport } from './report';
import { countsOf } from './report';
import type { ToldFilm, ToldRow } from './told';

/** How often a film is planned anew because somebody else records on it at the same time, and an append is tried. */
export const MOST_ATTEMPTS = 5;
const FIRST_DELAY_MS = 25;
/** Most that who recorded, and under which command, takes of an event. */
const METADATA_BYTES = 1_024;
/** Films that are appended together: they share the wait for the disk. */
export const FILMS_AT_ONCE = 16;

/** Where a file is imported to, and by whom. */
export interface ImportTarget {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly directory: FilmDirectory;
  readonly clock: { readonly now: () => string; readonly dayOf: DayOf };
  readonly actor: Actor;
}

export interface ImportOptions {
  /** Name of the file, without its folder: stands in the source of every event. */
  readonly file: string;
  /** Plans everything and records nothing, claims no slug. Default: false. */
  readonly dryRun?: boolean;
  /** Told after each film. */
  readonly onFilm?: (report: FilmReport, done: number, total: number) => void;
}

interface LoadedFilm {
  readonly filmId: string;
  readonly film: FilmState;
  readonly revision: bigint | 'no-stream';
}

async function load(store: ImportTarget['store'], filmId: string): Promise<LoadedFilm> {
  let revision: LoadedFilm['revision'] = 'no-stream';
  const events = [];
  for await (const event of store.readStream(filmStream(filmId))) {
    events.push(toFilmEvent(filmCodec.decode(event)));
    revision = event.revision;
  }
  return { filmId, film: evolve(noFilm(filmId), events), revision };
}

const toNewEvent =
  (actor: Actor, correlationId: string) =>
  ({ id, commandId, fact, occurredAt, source }: PlannedEvent): NewEvent => ({
    id,
    ...filmCodec.encode(storedName(fact.type), storedData(fact, occurredAt, source), {
      ...actorMetadata(actor),
      commandId,
      correlationId,
    }),
  });

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  isEventStoreError(error) && codes.includes(error.code);

/**
 * The same ids and the same expected revision each time, so that no try is stored twice.
 * @returns false when somebody was faster, be it with the very same events: then the film is to be planned anew.
 */
async function append(
  { store }: ImportTarget,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<boolean> {
  for (let tried = 1; ; tried += 1) {
    try {
      const { repeated } = await store.append(stream, expected, events);
      return !repeated || tried > 1;
    } catch (error) {
      if (hasCode(error, 'conflict')) return false;
      if (!hasCode(error, 'unavailable', 'outcome-unknown') || tried >= MOST_ATTEMPTS) throw error;
      await delay(FIRST_DELAY_MS * 2 ** tried);
    }
  }
}

/** What an import does with every film. */
interface Run<Row extends ToldRow> {
  readonly file: string;
  readonly dryRun: boolean;
  readonly correlationId: string;
  readonly plannerOf: (rows: readonly Row[]) => RowPlanner<Row>;
}

interface ImportedFilm {
  readonly report: FilmReport;
  readonly events: number;
}

async function importFilm<Row extends ToldRow>(
  target: ImportTarget,
  told: ToldFilm<Row>,
  run: Run<Row>,
): Promise<ImportedFilm> {
  const { store, directory, clock, actor } = target;
  let owner = await directory.find(told.slug);
  for (let attempt = 1; ; attempt += 1) {
    const wanted = owner ?? newId();
    const { film, revision } = await load(store, wanted);
    const instant = clock.now();
    const shared = { file: run.file, now: { instant, day: clock.dayOf(instant) }, actor };
    const plan = planFilm(told, film, shared, run.plannerOf);
    const filmId = revision === 'no-stream' ? null : wanted;
    const large = tooLarge(plan.events);
    if (large !== undefined) return { report: refused(plan, filmId, large), events: 0 };
    if (plan.events.length === 0 || run.dryRun) {
      return { report: { ...plan.report, filmId }, events: plan.events.length };
    }
    const events = plan.events.map(toNewEvent(actor, run.correlationId));
    owner ??= await directory.claim(told.slug, wanted);
    if (owner === wanted && (await append(target, filmStream(wanted), revision, events))) {
      return { report: { ...plan.report, filmId: wanted }, events: events.length };
    }
    if (attempt >= MOST_ATTEMPTS) return { report: refused(plan, owner, OUTRUN), events: 0 };
  }
}

const OUTRUN = 'others kept recording on this film at the same time: import it again';

const bytesOf = ({ fact, occurredAt, source }: PlannedEvent): number =>
  Buffer.byteLength(JSON.stringify(storedData(fact, occurredAt, source)));

/** Why events cannot be recorded together; undefined when they can. */
function tooLarge(events: readonly PlannedEvent[]): string | undefined {
  const { maxEventBytes, maxAppendBytes, maxAppendEvents } = DEFAULT_APPEND_LIMITS;
  let total = 0;
  for (const event of events) {
    const bytes = bytesOf(event);
    if (bytes > maxEventBytes) {
      const row = event.source.kind === 'import' ? event.source.row : event.fact.type;
      return `${row} takes ${String(bytes)} bytes, at most ${String(maxEventBytes)} can be recorded of one row: shorten its fields`;
    }
    total += bytes;
  }
  if (events.length <= maxAppendEvents && total + events.length * METADATA_BYTES <= maxAppendBytes) return undefined;
  const most = `${String(maxAppendEvents)} events or ${String(maxAppendBytes)} bytes`;
  return `${String(events.length)} events are more than can be recorded of one film at once (${most}): import them in parts`;
}

function refused({ report }: FilmPlan, filmId: string | null, remark: string): FilmReport {
  const rows = report.rows.map((row) =>
    row.outcome === 'already recorded' ? row : { ...row, outcome: 'refused' as const, events: [], remarks: [remark] },
  );
  return { ...report, filmId, outcome: 'refused', rows };
}

/**
 * Imports films, one by one, each in one append: all of it or nothing. A film or a row that was imported before is left
 * alone, so an import that was interrupted is simply done again.
 * @param plannerOf says how rows become events.
 * @throws EventStoreError; the films before are recorded then, and perhaps some of those that were under way with it.
 */
export async function importFilms<Row extends ToldRow>(
  target: ImportTarget,
  told: readonly ToldFilm<Row>[],
  plannerOf: (rows: readonly Row[]) => RowPlanner<Row>,
  { file, dryRun = false, onFilm }: ImportOptions,
): Promise<ImportReport> {
  const films: FilmReport[] = [];
  const run: Run<Row> = { file, dryRun, correlationId: newId(), plannerOf };
  let events = 0;
  for (let first = 0; first < told.length; first += FILMS_AT_ONCE) {
    const together = told.slice(first, first + FILMS_AT_ONCE);
    for (const imported of await allSettledOrThrow(together.map((film) => importFilm(target, film, run)))) {
      films.push(imported.report);
      events += imported.events;
      onFilm?.(imported.report, films.length, told.length);
    }
  }
  return { file, dryRun, films, counts: countsOf(films, events) };
}

/** Waits for all, so that nothing is still under way when one of them fails. */
async function allSettledOrThrow<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
