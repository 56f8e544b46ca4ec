import { DatabaseSync } from 'node:sqlite';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Pattern } from './writers';

/** Rows written into the tables of the event store with nothing in between. */
export interface RawSqlite {
  /** Inserts so many events into `streams` streams, in transactions of `together`, each with its fsync. */
  insert(events: number, streams: number, together: number): void;
  close(): void;
}

/** As the event store sets its own connection, by docs/adr/0003-sqlite-driver.md. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 16384;
`;

/** Opens the tables that the event store makes. @param file of a log that is not there yet. */
export async function openRawSqlite(file: string, patterns: readonly Pattern[]): Promise<RawSqlite> {
  await openSqliteEventStore({ file }).close();
  const connection = new DatabaseSync(file);
  connection.exec(SETTINGS);
  const insertEvent = connection.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertStream = connection.prepare('INSERT OR IGNORE INTO streams (id, name) VALUES (?, ?)');
  const [begin, commit] = [connection.prepare('BEGIN IMMEDIATE'), connection.prepare('COMMIT')];
  const rows = patterns.map(
    ({ type, data, metadata }) => [type, JSON.stringify(data), JSON.stringify(metadata)] as const,
  );
  let position = 0;
  return {
    insert(events, streams, together) {
      for (let done = 0; done < events;) {
        begin.run();
        for (const end = Math.min(events, done + together); done < end; done += 1) {
          const stream = 1 + (position % streams);
          const revision = Math.floor(position / streams);
          const [type, data, metadata] = rows[position % rows.length] ?? rows[0] ?? ['', '{}', '{}'];
          if (revision === 0) insertStream.run(stream, `film-raw-${String(stream)}`);
          position += 1;
          const id = Buffer.from(newId().replaceAll('-', ''), 'hex');
          insertEvent.run(position, id, stream, revision, type, Date.now(), data, metadata);
        }
        commit.run();
      }
    },
    close: () => {
      connection.close();
    },
  };
}
