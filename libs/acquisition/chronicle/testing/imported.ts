import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilmEvent } from '#acquisition/domain';
import { utcDay } from '#acquisition/domain';
import { createFilmDirectory, filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';
import type { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { ImportOptions, ImportReport, ImportTarget } from '#acquisition/importing';
import { importChronicle, readChronicle } from '..';

/** A day after every fact of the chronicle that comes along. */
export const TODAY = '2026-11-01T12:00:00.000Z';

/** A store of its own, and what tests ask of it. */
export interface Archive {
  readonly store: SqliteEventStore;
  readonly target: ImportTarget;
  import(chronicle: unknown, options?: Partial<ImportOptions>): Promise<ImportReport>;
  /** Events of a film, by its slug or id; none when it is not there. */
  eventsOf(film: string): Promise<readonly FilmEvent[]>;
  /** How many events the log has. */
  size(): Promise<number>;
  close(): Promise<void>;
}

export function openArchive(): Archive {
  const folder = mkdtempSync(join(tmpdir(), 'chronicle-'));
  const store = openSqliteEventStore({ file: join(folder, 'log.db'), now: () => Date.parse(TODAY) });
  const target: ImportTarget = {
    store,
    directory: createFilmDirectory(store),
    clock: { now: () => TODAY, dayOf: utcDay },
    actor: { user: 'agent', role: 'sales agent' },
  };
  return {
    store,
    target,
    import: (chronicle, options = {}) =>
      importChronicle(target, readChronicle(chronicle), { file: 'films.json', ...options }),
    eventsOf: async (film) => {
      const filmId = (await target.directory.find(film)) ?? film;
      const events: FilmEvent[] = [];
      for await (const event of store.readStream(filmStream(filmId))) events.push(toFilmEvent(filmCodec.decode(event)));
      return events;
    },
    size: async () => {
      let size = 0;
      for await (const event of store.readAll()) size += event.id === '' ? 0 : 1;
      return size;
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
