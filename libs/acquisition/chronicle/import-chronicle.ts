import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, ExpectedRevision, NewEvent } from '#event-store';
import { isEventStoreError, newId } from '#event-store';
import type { Actor, FilmState } from '#acquisition/domain';
import { evolve, noFilm } from '#acquisition/domain';
import type { FilmDirectory } from '#acquisition/film-stream';
import { actorMetadata, filmCodec, filmStream, storedData, storedName, toFilmEvent } from '#acquisition/film-stream';
import type { ImportContext, PlannedEvent } from './attempt';
import type { ChronicleFilm, ChronicleReading } from './chronicle';
import type { FilmPlan } from './plan-film';
import { planFilm } from './plan-film';
import type { FilmReport, ImportReport } from './report';
import { countsOf } from './report';

/** How often a film is planned anew because somebody else records on it at the same time, and an append is tried. */
export const MOST_ATTEMPTS = 5;
const FIRST_DELAY_MS = 25;

/** Where a chronicle is imported to, and by whom. */
export interface ImportTarget {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly directory: FilmDirectory;
  readonly clock: { now(): string; dayOf(instant: string): string };
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

/** The same ids and the same expected revision each time, so that no try is stored twice. False: somebody was faster. */
async function append(
  { store }: ImportTarget,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<boolean> {
  for (let tried = 1; ; tried += 1) {
    try {
      await store.append(stream, expected, events);
      return true;
    } catch (error) {
      if (hasCode(error, 'conflict')) return false;
      if (!hasCode(error, 'unavailable', 'outcome-unknown') || tried >= MOST_ATTEMPTS) throw error;
      await delay(FIRST_DELAY_MS * 2 ** tried);
    }
  }
}

async function importFilm(
  target: ImportTarget,
  told: ChronicleFilm,
  dryRun: boolean,
  run: Pick<ImportContext, 'file'> & { readonly correlationId: string },
): Promise<{ readonly report: FilmReport; readonly events: number }> {
  const { store, directory, clock, actor } = target;
  let lastConflict: FilmPlan | undefined;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const owner = await directory.find(told.slug);
    const wanted = owner ?? newId();
    const loaded = await load(store, wanted);
    const instant = clock.now();
    const shared = { file: run.file, now: { instant, day: clock.dayOf(instant) }, actor };
    const plan = planFilm(told, loaded.film, shared);
    const isRecorded = loaded.revision !== 'no-stream';
    if (plan.events.length === 0 || dryRun) {
      return { report: { ...plan.report, filmId: isRecorded ? wanted : null }, events: plan.events.length };
    }
    const events = plan.events.map(toNewEvent(actor, run.correlationId));
    const filmId = owner ?? (await directory.claim(told.slug, wanted));
    if (filmId === wanted && (await append(target, filmStream(filmId), loaded.revision, events))) {
      return { report: { ...plan.report, filmId }, events: events.length };
    }
    lastConflict = plan;
  }
  const remark = 'others kept recording on this film at the same time: import it again';
  const rows = (lastConflict?.report.rows ?? []).map((row) => ({
    ...row,
    ...(row.outcome === 'already recorded' ? {} : { outcome: 'refused' as const, events: [], remarks: [remark] }),
  }));
  return { report: { film: told.place, slug: told.slug, filmId: null, outcome: 'refused', rows }, events: 0 };
}

/**
 * Imports a chronicle, film by film, each in one append: all of it or nothing. A film or a row that was imported before is
 * left alone, so an import that was interrupted is simply done again. Stops at the first film that cannot be read.
 * @param reading what `readChronicle` made of it.
 * @throws EventStoreError; the films before are recorded then.
 */
export async function importChronicle(
  target: ImportTarget,
  reading: ChronicleReading,
  { file, dryRun = false, onFilm }: ImportOptions,
): Promise<ImportReport> {
  const films: FilmReport[] = [];
  const run = { file, correlationId: newId() };
  let events = 0;
  for (const told of reading.films) {
    const imported = await importFilm(target, told, dryRun, run);
    films.push(imported.report);
    events += imported.events;
    onFilm?.(imported.report, films.length, reading.films.length);
  }
  const { problem } = reading;
  return {
    file,
    dryRun,
    films,
    counts: countsOf(films, events),
    ...(problem === undefined ? {} : { stopped: problem }),
  };
}
