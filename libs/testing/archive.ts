import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import type { FilmEvent } from '#acquisition/domain';
import { utcDay } from '#acquisition/domain';
import { createFilmDirectory, filmCodec, filmStream, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import type { ImportOptions, ImportReport } from '#acquisition/importing';
import type { KnownFilm, SpreadsheetOptions, SpreadsheetReport, SpreadsheetTarget } from '#acquisition/spreadsheet';
import { importSpreadsheet } from '#acquisition/spreadsheet';
import type { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteEventStore } from '#event-store/sqlite';

/** A day after every fact of the chronicle that comes along. */
export const TODAY = '2026-11-01T12:00:00.000Z';

/** A store of its own to import into, and what tests ask of it. */
export interface Archive {
  readonly store: SqliteEventStore;
  readonly target: SpreadsheetTarget;
  import(chronicle: unknown, options?: Partial<ImportOptions>): Promise<ImportReport>;
  /** @param file bytes of a workbook, or a text. */
  importSheet(file: Buffer | string, options?: Partial<SpreadsheetOptions>): Promise<SpreadsheetReport>;
  /** Events of a film, by its slug or id; none when it is not there. */
  eventsOf(film: string): Promise<readonly FilmEvent[]>;
  /** How many events the log has. */
  size(): Promise<number>;
  close(): Promise<void>;
}

export function openArchive(): Archive {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  const store = openSqliteEventStore({ file: join(folder, 'log.db'), now: () => Date.parse(TODAY) });
  const slate = async (): Promise<readonly KnownFilm[]> => {
    const films: KnownFilm[] = [];
    for await (const event of store.readAll()) {
      if (!isFilmStream(event.stream)) continue;
      const { type, data } = toFilmEvent(filmCodec.decode(event));
      if (type === 'FilmRegistered') films.push(data);
    }
    return films;
  };
  const target: SpreadsheetTarget = {
    store,
    directory: createFilmDirectory(store),
    clock: { now: () => TODAY, dayOf: utcDay },
    actor: { user: 'agent', role: 'sales agent' },
    slate,
  };
  return {
    store,
    target,
    import: (chronicle, options = {}) =>
      importChronicle(target, readChronicle(chronicle), { file: 'films.json', ...options }),
    importSheet: (file, options = {}) =>
      importSpreadsheet(target, Buffer.from(file), { file: 'offers.csv', ...options }),
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
