import { LRUCache } from 'lru-cache';
import type { FilmEvent } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, storedName, toFilmEvent } from '#acquisition/film-stream';
import type { RecordedEvent } from '#event-store';
import type { QuerySources } from '../query-sources';
import type { AskedReplay, ReadReplay } from './asked-replay';
import { readReplay } from './asked-replay';
import type { LaterFate } from './later-amendments';
import { fatesAmong } from './later-amendments';
import type { Between, ReplayStep } from './replay-step';
import { filmBefore, stepBy } from './replay-step';

/** Films that are kept as they were after their last step; others are read from their streams again. */
const KEPT_FILMS = 1_000;

type Sources = Pick<QuerySources, 'store' | 'clock'>;

const AMENDING = new Set([storedName('EntryCorrected'), storedName('EntryRetracted')]);

const read = (event: RecordedEvent): FilmEvent => toFilmEvent(filmCodec.decode(event));

/** What became of entries, by film; and the last event that was looked at, so that nothing that comes later is told. */
async function fatesOfAll({ store }: Sources, isKnown: ReadReplay['isKnown'], signal: AbortSignal | undefined) {
  const amending = new Map<string, FilmEvent[]>();
  let last = '';
  for await (const event of store.readAll()) {
    if (signal?.aborted === true) break;
    last = event.position;
    if (!AMENDING.has(event.type) || !isFilmStream(event.stream) || !isKnown(event)) continue;
    const filmId = filmIdOf(event.stream);
    const events = amending.get(filmId);
    if (events === undefined) amending.set(filmId, [read(event)]);
    else events.push(read(event));
  }
  const fates = new Map([...amending].map(([filmId, events]) => [filmId, fatesAmong(events)]));
  const unchanged = fatesAmong([]);
  return { last, ofFilm: (filmId: string): ((eventId: string) => LaterFate) => fates.get(filmId) ?? unchanged };
}

/** Every event of a film before one. */
async function earlierThan({ store }: Sources, { stream, revision }: RecordedEvent): Promise<readonly FilmEvent[]> {
  const events: FilmEvent[] = [];
  if (revision === 0n) return events;
  for await (const event of store.readStream(stream, { limit: Number(revision) })) events.push(read(event));
  return events;
}

/**
 * Every step of every film, in the order of the log: of each film the same ones as by itself. The log is read twice, once
 * for what was put right later; what is kept in memory does not grow with it, but for corrections.
 * @param signal Ends it early, also before its first step.
 * @throws Refused for a moment that cannot be, before anything is read.
 */
export function replayOfSlate(sources: Sources, asked: AskedReplay, signal?: AbortSignal): AsyncGenerator<ReplayStep> {
  return stepsOfSlate(sources, readReplay(asked, sources.clock), signal);
}

async function* stepsOfSlate(
  sources: Sources,
  { isKnown, isWanted, ...shown }: ReadReplay,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReplayStep> {
  const { last, ofFilm } = await fatesOfAll(sources, isKnown, signal);
  const films = new LRUCache<string, Between>({ max: KEPT_FILMS });
  for await (const recorded of sources.store.readAll()) {
    if (recorded.position > last || signal?.aborted === true) return;
    if (!isFilmStream(recorded.stream) || !isWanted(recorded)) continue;
    const filmId = filmIdOf(recorded.stream);
    const rules = { ...shown, fateOf: ofFilm(filmId) };
    const event = read(recorded);
    const kept = films.get(filmId);
    const before =
      kept?.seen.film.history.length === event.revision
        ? kept
        : filmBefore(filmId, await earlierThan(sources, recorded), event, rules);
    const { step, after } = stepBy(before, event, rules);
    films.set(filmId, after);
    if (step !== undefined) yield step;
  }
}
